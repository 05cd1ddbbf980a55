import { hash } from 'node:crypto';
import { canonicalize, type JsonObject } from '@entente/stix';
import type { RenditionName } from './message.ts';

/**
 * What a `took-in` receipt is signed over: the Merkle tree hash (RFC 6962, section 2.1) of the renditions in their
 * order, in base64url. Whoever gets the receipt gets the list too, and computes it anew.
 */
export function receiptRoot(renditions: readonly RenditionName[]): string {
  return Buffer.from(treeHash(renditions.map(leaf))).toString('base64url');
}

function leaf({ id, modified, sha256 }: RenditionName): Uint8Array {
  const content: JsonObject = { id, sha256, ...(modified === undefined ? {} : { modified }) };
  return hash('sha256', Buffer.concat([Buffer.of(0), Buffer.from(canonicalize(content))]), 'buffer');
}

function treeHash(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves;
  if (first === undefined) return hash('sha256', '', 'buffer');
  if (leaves.length === 1) return first;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const halves = [treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split))];
  return hash('sha256', Buffer.concat([Buffer.of(1), ...halves]), 'buffer');
}
