import { z } from '@hono/zod-openapi';
import { ProposalChange } from './roster-proposal-change.ts';

const signer = z.object({ name: z.string(), key: z.string().describe('id of the key') });
const fileShape = z.record(z.string(), z.unknown());

/** One change, told for people and by what it is. */
const change = z.object({ kind: z.string(), sentence: z.string() });

const keyMessage = z.object({
  id: z.string().describe('RFC 7638 thumbprint'),
  fingerprint: z.string().describe('to be compared over the phone'),
  state: z.enum(['valid', 'not-yet-valid', 'ended', 'revoked']),
  from: z.string(),
  until: z.string().optional(),
  revoked: z.string().optional(),
  isHeldHere: z.boolean().describe('whether this node signs with it'),
});

export const RosterVersionMessage = z
  .object({
    version: z.number().int(),
    hash: z.string(),
    fingerprint: z.string().describe('of the hash, to be compared over the phone'),
    issued: z.string(),
    expires: z.string(),
    taken: z.string(),
    signers: z.array(signer),
    changes: z.array(change),
  })
  .openapi('RosterVersion');

export const RosterProposalMessage = z
  .object({
    hash: z.string(),
    fingerprint: z.string(),
    version: z.number().int(),
    note: z.string().optional(),
    proposedBy: z.string(),
    proposed: z.string(),
    expires: z.string(),
    signers: z.array(signer),
    /** How many more are needed: of the version in force, and of the one that is proposed. */
    missing: z.object({ ofCurrent: z.number().int(), ofProposed: z.number().int() }),
    changes: z.array(change),
    maySign: z.boolean().describe('whether this node holds a key that has not signed yet'),
  })
  .openapi('RosterProposal');

export const RosterMessage = z
  .object({
    coalition: z.object({ id: z.string(), name: z.string() }),
    node: z.string().describe('id of this node'),
    standing: z.enum(['in-force', 'expires-soon', 'expired']),
    current: RosterVersionMessage,
    threshold: z.number().int(),
    admins: z.array(signer.extend({ fingerprint: z.string(), isHeldHere: z.boolean() })),
    members: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        joined: z.string(),
        left: z.string().optional(),
        node: z.string().optional().describe('name of the node that hosts it'),
        keys: z.array(keyMessage),
      }),
    ),
    nodes: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        url: z.string().optional(),
        operator: z.string().describe('name of the member that operates it'),
        hosts: z.number().int().describe('how many members'),
        fingerprint: z.string(),
        isThis: z.boolean(),
      }),
    ),
    proposals: z.array(RosterProposalMessage),
    refusals: z
      .array(
        z.object({
          reason: z.string(),
          message: z.string(),
          source: z.string(),
          version: z.number().int().optional(),
          first: z.string(),
          last: z.string(),
          times: z.number().int(),
        }),
      )
      .describe('rosters that this node refused'),
    mayChange: z.boolean().describe('whether the viewer may propose and sign'),
    mayChangeAlone: z.boolean().describe('whether no other administrator is needed'),
  })
  .openapi('Roster');

export const NewRosterProposal = z
  .object({ changes: z.array(ProposalChange).min(1).max(200), note: z.string().max(1000).optional() })
  .openapi('NewRosterProposal');

/** Versions, oldest first, or one proposal with its signatures. */
export const RosterFiles = z.object({ rosters: z.array(fileShape).min(1).max(1000) }).openapi('RosterFiles');

export const RosterTaken = z
  .object({
    state: z.enum(['accepted', 'same', 'waiting', 'refused']).describe('waiting: signatures are still missing'),
    reason: z.string().optional(),
    message: z.string().optional(),
    version: z.number().int().optional(),
  })
  .openapi('RosterTaken');
