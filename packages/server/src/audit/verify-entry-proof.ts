import { leafHash, rootOfInclusion, verifyInclusion } from '@entente/exchange';
import type { z } from '@hono/zod-openapi';
import { openCheckpoint } from './checkpoint.ts';
import { commitmentOf } from './entry-content.ts';
import { epochLeafHash } from './epoch-tree.ts';
import type { AuditEntryProof } from './messages.ts';
import type { NoteVerifier } from './signed-note.ts';

/** The size of the log in which the entry is proven to stand; undefined where the proof does not hold. */
export function verifyEntryProof(proof: z.infer<typeof AuditEntryProof>, verifier: NoteVerifier): number | undefined {
  const { epoch } = proof;
  const checkpoint = openCheckpoint(proof.checkpoint, verifier);
  const root = rootOfInclusion({
    index: epoch.slot,
    size: epoch.slots,
    leaf: leafHash(commitmentOf(bytes(proof.salt), proof.entry)),
    path: epoch.path.map(bytes),
  });
  if (checkpoint === undefined || root === undefined) return undefined;
  const [began, ended] = [Date.parse(epoch.began), Date.parse(epoch.ended)];
  const leaf = epochLeafHash({ began, ended, root, order: bytes(epoch.order) });
  const claim = { index: epoch.index, size: checkpoint.size, leaf, path: proof.path.map(bytes) };
  return verifyInclusion(claim, checkpoint.root) ? checkpoint.size : undefined;
}

function bytes(base64: string): Buffer {
  return Buffer.from(base64, 'base64');
}
