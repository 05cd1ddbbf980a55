import { z } from '@hono/zod-openapi';
import { TlpLevel } from '../objects/messages.ts';
import { auditKinds } from './audit-kinds.ts';

const base64 = z.string().describe('base64');
const moment = z.string().describe('ISO 8601');

export const AuditKindName = z.enum(auditKinds).openapi('AuditKind');

export const AuditCheckpoint = z
  .object({
    note: z.string().describe('a signed note (c2sp.org/tlog-checkpoint)'),
    key: z.string().describe('verifier key of the log (c2sp.org/signed-note)'),
    size: z.number().int().describe('epochs'),
    root: base64,
    time: moment.describe('when the last epoch in it ended'),
    epochMilliseconds: z.number().int(),
  })
  .openapi('AuditCheckpoint');

export const AuditEntryProof = z
  .object({
    entry: z.string().describe('canonical text (RFC 8785)'),
    salt: base64.describe('SHA-256 of salt and entry is what stands in the epoch'),
    epoch: z.object({
      index: z.number().int().describe('index of its leaf in the log'),
      began: moment,
      ended: moment,
      order: base64,
      slot: z.number().int(),
      slots: z.number().int(),
      path: z.array(base64),
    }),
    path: z.array(base64).describe('from the leaf of the epoch to the root of the checkpoint'),
    checkpoint: z.string().describe('signed note'),
    key: z.string(),
  })
  .openapi('AuditEntryProof');

export const AuditConsistencyProof = z
  .object({ from: z.number().int(), to: z.number().int(), path: z.array(base64) })
  .openapi('AuditConsistencyProof');

export const AuditEpochs = z
  .object({
    from: z.number().int(),
    hashes: z.array(base64).describe('hashes of leaves, RFC 6962'),
    size: z.number().int().describe('how many there are in all'),
  })
  .openapi('AuditEpochs');

export const AuditEntry = z
  .object({
    id: z.string(),
    time: moment,
    kind: AuditKindName,
    actor: z.object({
      by: z.enum(['session', 'basic', 'token', 'local', 'node']),
      member: z.string().optional(),
      account: z.string().optional(),
      token: z.string().optional(),
    }),
    members: z.array(z.string()).optional(),
    accounts: z.array(z.string()).optional(),
    tokens: z.array(z.string()).optional(),
    subjects: z.array(z.string()).optional(),
    detail: z.record(z.string(), z.unknown()).optional(),
    sealed: z.boolean().describe('whether its epoch has ended, so that it can be proven'),
  })
  .openapi('AuditEntry');

/** What ids and digests in entries mean, as far as the viewer may know. */
export const AuditLegend = z
  .object({
    names: z
      .record(z.string(), z.string())
      .describe('of members, units, persons, collections, groups, and of objects that the viewer sees, by id'),
    audiences: z.record(z.string(), z.array(z.string())).describe('identities of an audience, by digest'),
    terms: z.record(z.string(), z.object({ tlp: TlpLevel.nullable() })).describe('by digest'),
  })
  .openapi('AuditLegend');

export const AuditEntries = z
  .object({ entries: z.array(AuditEntry), legend: AuditLegend, next: z.string().optional() })
  .openapi('AuditEntries');

const Told = z.object({ time: moment, entry: z.string().optional().describe('id of the entry that says so') });

export const AuditHolding = z
  .object({
    version: z.string(),
    holder: z.object({ id: z.string(), name: z.string(), kind: z.enum(['member', 'unit', 'person']) }),
    member: z.object({ id: z.string(), name: z.string() }),
    released: Told.describe('since when it may have it'),
    until: Told.optional().describe('since when it may not any more'),
    delivered: Told.optional().describe('a page with it went out'),
    exported: Told.extend({ isCertain: z.boolean() }).optional(),
    opened: Told.extend({ by: z.string().optional().describe('the person, for whom it may be said') }).optional(),
  })
  .openapi('AuditHolding');

export const AuditHoldings = z
  .object({ holdings: z.array(AuditHolding), next: z.string().optional() })
  .openapi('AuditHoldings');

export const AuditReceived = z
  .object({
    time: moment,
    how: z.enum(['delivered', 'opened', 'exported']),
    object: z.string().optional().describe('absent for an export: what it held is what the filter found'),
    title: z.string().optional().describe('of the object, where the viewer sees it'),
    version: z.string().optional(),
    collection: z.string().optional().describe('title'),
    holder: z.object({ id: z.string(), name: z.string() }),
    filter: z.record(z.string(), z.unknown()).optional(),
    entry: z.string(),
  })
  .openapi('AuditReceived');

export const AuditReceipts = z
  .object({ received: z.array(AuditReceived), next: z.string().optional() })
  .openapi('AuditReceipts');
