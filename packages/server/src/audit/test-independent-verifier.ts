import { strict as assert } from 'node:assert';
import { createHash, createPublicKey, verify } from 'node:crypto';

/**
 * For tests: a second reading of docs/audit.md, RFC 6962 and C2SP, which shares no code with the log. It knows only what
 * comes over HTTP. Throws where something does not hold.
 */
export type CheckpointMessage = { note: string; key: string };
export type ProofMessage = {
  entry: string;
  salt: string;
  epoch: { index: number; began: string; ended: string; order: string; slot: number; slots: number; path: string[] };
  path: string[];
  checkpoint: string;
  key: string;
};

const sha = (...parts: (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64');
const leaf = (data: Buffer | string): Buffer => sha('\0', data);
const node = (left: Buffer, right: Buffer): Buffer => sha('\x01', left, right);

/** Origin, size and root of a note that the key signed. */
export function readCheckpoint({ note, key }: CheckpointMessage): { origin: string; size: number; root: Buffer } {
  const [name = '', hash = '', ...encoded] = key.split('+');
  const typed = bytes(encoded.join('+'));
  assert.equal(typed.length, 33);
  assert.equal(sha(`${name}\n`, typed).subarray(0, 4).toString('hex'), hash);
  const middle = note.indexOf('\n\n');
  const text = note.slice(0, middle + 1);
  const signature = bytes(
    note
      .slice(middle + 2)
      .trim()
      .split(' ')[2] ?? '',
  );
  assert.equal(signature.subarray(0, 4).toString('hex'), hash);
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: typed.subarray(1).toString('base64url') },
    format: 'jwk',
  });
  assert.ok(verify(null, Buffer.from(text), publicKey, signature.subarray(4)), 'the note is not signed by its key');
  const [origin = '', size = '', root = ''] = text.split('\n');
  assert.equal(origin, name);
  return { origin, size: Number(size), root: bytes(root) };
}

/** RFC 6962, 2.1.1, recursively: the root over `size` leaves, given one of them and its path from below. */
function climb(index: number, size: number, hash: Buffer, path: string[]): Buffer {
  assert.ok(index >= 0 && index < size);
  if (size === 1) {
    assert.equal(path.length, 0);
    return hash;
  }
  let half = 1;
  while (half * 2 < size) half *= 2;
  const sibling = bytes(path.at(-1) ?? '');
  const rest = path.slice(0, -1);
  return index < half
    ? node(climb(index, half, hash, rest), sibling)
    : node(sibling, climb(index - half, size - half, hash, rest));
}

/** The entry that a proof is of. */
export function readEntry(proof: ProofMessage): { id: string; kind: string; time: string } {
  const { epoch } = proof;
  const { size, root } = readCheckpoint({ note: proof.checkpoint, key: proof.key });
  const commitment = sha(bytes(proof.salt), proof.entry);
  assert.equal(bytes(proof.salt).length, 32);
  assert.ok(epoch.slots >= 64 && Number.isInteger(Math.log2(epoch.slots)));
  const epochRoot = climb(epoch.slot, epoch.slots, leaf(commitment), epoch.path);
  const text = `entente audit epoch 1\n${epoch.began}\n${epoch.ended}\n${epochRoot.toString('base64')}\n${epoch.order}\n`;
  assert.deepEqual(climb(epoch.index, size, leaf(text), proof.path), root, 'the path does not lead to the checkpoint');
  return JSON.parse(proof.entry) as { id: string; kind: string; time: string };
}

/** RFC 6962, 2.1: the root over hashes of leaves. */
export function rootOf(hashes: readonly string[]): Buffer {
  const over = (from: number, to: number): Buffer => {
    if (to - from === 1) return bytes(hashes[from] ?? '');
    let half = 1;
    while (half * 2 < to - from) half *= 2;
    return node(over(from, from + half), over(from + half, to));
  };
  return hashes.length === 0 ? sha() : over(0, hashes.length);
}

/** RFC 6962, 2.1.4.2 as recursion: both roots from the path. */
export function rootsOf(from: number, to: number, path: string[], fromRoot: Buffer): { from: Buffer; to: Buffer } {
  const walk = (m: number, n: number, isWhole: boolean, rest: string[]): { from: Buffer; to: Buffer } => {
    if (m === n) {
      const known = isWhole ? fromRoot : bytes(rest[0] ?? '');
      assert.equal(rest.length, isWhole ? 0 : 1);
      return { from: known, to: known };
    }
    let half = 1;
    while (half * 2 < n) half *= 2;
    const sibling = bytes(rest.at(-1) ?? '');
    if (m <= half) {
      const left = walk(m, half, isWhole, rest.slice(0, -1));
      return { from: left.from, to: node(left.to, sibling) };
    }
    const right = walk(m - half, n - half, false, rest.slice(0, -1));
    return { from: node(sibling, right.from), to: node(sibling, right.to) };
  };
  return walk(from, to, true, path);
}
