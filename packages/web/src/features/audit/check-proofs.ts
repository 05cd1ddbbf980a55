import type { AuditCheckpoint, AuditConsistencyProof, AuditEntryProof } from '@entente/server/api-types';

/** Checks of the audit log in the browser, by what docs/audit.md says: nothing that the node says of itself is believed. */

type Bytes = Uint8Array<ArrayBuffer>;

export interface Checkpoint {
  origin: string;
  size: number;
  root: Bytes;
}

/** What a signed note says, where the key that comes with it signed it; undefined where it did not. */
export async function openCheckpoint({
  note,
  key,
}: Pick<AuditCheckpoint, 'note' | 'key'>): Promise<Checkpoint | undefined> {
  const [, name = '', id = '', encoded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+(.+)$/.exec(key) ?? [];
  const typed = fromBase64(encoded);
  if (typed.length !== 33 || typed[0] !== 1) return undefined;
  const hash = await sha256(new TextEncoder().encode(`${name}\n`), typed);
  if (toHex(hash.subarray(0, 4)) !== id) return undefined;
  const end = note.lastIndexOf('\n\n');
  const signature = note
    .slice(end + 2)
    .split('\n')
    .map((line) => /^— (\S+) (\S+)$/.exec(line))
    .find((match) => match?.[1] === name);
  const signed = fromBase64(signature?.[2] ?? '');
  if (end < 0 || toHex(signed.subarray(0, 4)) !== id) return undefined;
  const text = note.slice(0, end + 1);
  const publicKey = await crypto.subtle.importKey('raw', typed.subarray(1), 'Ed25519', false, ['verify']);
  if (!(await crypto.subtle.verify('Ed25519', publicKey, signed.subarray(4), new TextEncoder().encode(text)))) {
    return undefined;
  }
  const [origin = '', size = '', root = ''] = text.split('\n');
  return origin === name && /^\d+$/.test(size) ? { origin, size: Number(size), root: fromBase64(root) } : undefined;
}

/** Whether the entry of a proof stands in the log that its checkpoint signs. */
export async function isProven(proof: AuditEntryProof): Promise<boolean> {
  const checkpoint = await openCheckpoint({ note: proof.checkpoint, key: proof.key });
  if (checkpoint === undefined) return false;
  const { epoch } = proof;
  const commitment = await sha256(fromBase64(proof.salt), new TextEncoder().encode(proof.entry));
  const root = await rootOf(epoch.slot, epoch.slots, await leafHash(commitment), epoch.path.map(fromBase64));
  if (root === undefined) return false;
  const text = `entente audit epoch 1\n${epoch.began}\n${epoch.ended}\n${toBase64(root)}\n${epoch.order}\n`;
  const leaf = await leafHash(new TextEncoder().encode(text));
  const reached = await rootOf(epoch.index, checkpoint.size, leaf, proof.path.map(fromBase64));
  return reached !== undefined && isEqual(reached, checkpoint.root);
}

/** Whether the later log begins with the earlier one (RFC 9162, section 2.1.4.2). */
export async function isContinued(
  earlier: Checkpoint,
  later: Checkpoint,
  proof: AuditConsistencyProof,
): Promise<boolean> {
  if (earlier.origin !== later.origin || earlier.size > later.size) return false;
  const path = proof.path.map(fromBase64);
  if (earlier.size === later.size) return path.length === 0 && isEqual(earlier.root, later.root);
  if (earlier.size === 0) return true;
  const [first, ...rest] = Number.isInteger(Math.log2(earlier.size)) ? [earlier.root, ...path] : path;
  if (first === undefined) return false;
  let [node, last] = [earlier.size - 1, later.size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let [a, b] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [a, b] = [await nodeHash(sibling, a), await nodeHash(sibling, b)];
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      b = await nodeHash(b, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && isEqual(a, earlier.root) && isEqual(b, later.root);
}

/** Where a path leads from a leaf (RFC 9162, section 2.1.3.2). */
async function rootOf(index: number, size: number, leaf: Bytes, path: Bytes[]): Promise<Bytes | undefined> {
  if (index >= size) return undefined;
  let [node, last] = [index, size - 1];
  let root = leaf;
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (node % 2 === 1 || node === last) {
      root = await nodeHash(sibling, root);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      root = await nodeHash(root, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 ? root : undefined;
}

function leafHash(data: Bytes): Promise<Bytes> {
  return sha256(Uint8Array.of(0), data);
}

function nodeHash(left: Bytes, right: Bytes): Promise<Bytes> {
  return sha256(Uint8Array.of(1), left, right);
}

async function sha256(...parts: Bytes[]): Promise<Bytes> {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', joined));
}

function half(number: number): number {
  return Math.floor(number / 2);
}

function isEqual(a: Bytes, b: Bytes): boolean {
  return a.length === b.length && a.every((byte, place) => byte === b[place]);
}

function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

function toBase64(bytes: Bytes): string {
  return btoa(String.fromCharCode(...bytes));
}

function toHex(bytes: Bytes): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
