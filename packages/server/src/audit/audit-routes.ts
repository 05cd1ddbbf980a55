import type { Hash } from '@entente/exchange';
import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Viewer } from '../accounts/viewer.ts';
import type { Core } from '../core.ts';
import { Problem } from '../http/problem.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, json, signedInRoute } from '../http/signed-in-route.ts';
import type { EntryProof } from './audit-log.ts';
import { AuditCheckpoint, AuditConsistencyProof, AuditEntryProof, AuditEpochs } from './messages.ts';
import { formatVerifier } from './signed-note.ts';

const day = 86_400_000;
const mostHashes = 2560;
const size = z.coerce.number().int().min(0).describe('a number of epochs');

/** The log itself, for whoever checks it: checkpoints, proofs and the hashes of its leaves. To be mounted at `/api`. */
export function createAuditRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { audit, clock, questions } = core;
  const { log } = audit;
  const tags = ['Audit'];
  const key = formatVerifier(log.verifier);
  const anybody = 'any account or token: hashes and sizes, which tell nothing of what is in it';
  /** Who was given a checkpoint, and when that was last recorded. */
  const given = new Map<string, number>();

  function noteGiven(viewer: Viewer, taken: number): void {
    if (clock() - (given.get(viewer.credentialId) ?? Number.NEGATIVE_INFINITY) < day) return;
    given.set(viewer.credentialId, clock());
    audit.recordSoon({ kind: 'checkpoint-taken', detail: { size: taken } }, viewer);
  }

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/audit/checkpoint',
        tags,
        summary: 'The log as it is now, signed: keep it, and nobody can change afterwards what it stands for',
        policy: anybody,
        middleware,
        responses: { 200: json(AuditCheckpoint, 'The checkpoint') },
      }),
      (context) => {
        const { note, size, root } = log.checkpoint();
        noteGiven(context.get('viewer'), size);
        const time = new Date(log.openSince()).toISOString();
        return context.json(
          { note, key, size, root: base64(root), time, epochMilliseconds: log.epochMilliseconds },
          200,
        );
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/audit/proof/inclusion',
        tags,
        summary: 'The proof that an entry is in the log',
        policy: 'who may read the entry: auditors; the member and the persons that it is about',
        middleware,
        request: { query: z.object({ entry: z.string().max(64).describe('id of the entry') }) },
        responses: { 200: json(AuditEntryProof, 'The entry with its proof') },
      }),
      (context) => {
        const { entry: id } = context.req.valid('query');
        const found = questions.entries.find(questions.scopeOf(context.get('viewer')), id);
        const proof = found === undefined ? undefined : log.proveEntry(id);
        if (proof === undefined) throw new Problem('not-found', 'There is no such entry.');
        if (proof === 'open') throw new Problem('conflict', 'Its epoch has not ended yet: ask again in a moment.');
        return context.json({ ...proofMessage(proof), key }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/audit/proof/consistency',
        tags,
        summary: 'The proof that the log of one size is the beginning of the log of another',
        policy: anybody,
        middleware,
        request: { query: z.object({ from: size, to: size }) },
        responses: { 200: json(AuditConsistencyProof, 'The proof') },
      }),
      (context) => {
        const { from, to } = context.req.valid('query');
        const has = log.checkpoint().size;
        if (from > to || to > has) {
          throw new Problem('invalid', `The log has ${has} epochs: from must not be after to, nor to after that.`);
        }
        return context.json({ from, to, path: log.proveConsistency(from, to).map(base64) }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/audit/epochs',
        tags,
        summary: 'Hashes of the leaves of the log, from one on: some thousands at a time',
        policy: anybody,
        middleware,
        request: { query: z.object({ from: size.default(0) }) },
        responses: { 200: json(AuditEpochs, 'Hashes') },
      }),
      (context) => {
        const { from } = context.req.valid('query');
        const hashes: Hash[] = [];
        for (let some = log.leaves(from); some.length > 0 && hashes.length < mostHashes; ) {
          hashes.push(...some);
          some = log.leaves(from + hashes.length);
        }
        return context.json({ from, hashes: hashes.map(base64), size: log.checkpoint().size }, 200);
      },
    );
}

function proofMessage({ text, salt, epoch, path, checkpoint }: EntryProof) {
  const { index, began, ended, order, slot, slots } = epoch;
  return {
    entry: text,
    salt: base64(salt),
    epoch: {
      index,
      began: new Date(began).toISOString(),
      ended: new Date(ended).toISOString(),
      order: base64(order),
      slot,
      slots,
      path: epoch.path.map(base64),
    },
    path: path.map(base64),
    checkpoint,
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
