import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import {
  contentDigest,
  createKeyRing,
  inclusionProof,
  type Message,
  type PrivateJwk,
  publicPart,
  type RosterDocument,
  signBatch,
  signMessage,
  signMessages,
  subtreesOf,
  type TakenIn,
  takenInLeaf,
  takenInRoot,
  writeProof,
} from '@entente/exchange';
import { Failure } from '../failure.ts';
import { type VerifiedObject, verifyFiles } from './verify-files.ts';

const coalition = { id: '6f1f4a86-3b54-4d0e-9f3c-2f6b9b1a7c01', name: 'North' };
const [france, iraq] = [1, 2].map((number) => `identity--00000000-0000-4000-8000-00000000000${number}`) as [
  string,
  string,
];
const signed = '2026-03-01T00:00:00.000Z';
const now = '2026-05-01T00:00:00.000Z';
const keys = [
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  generateKeyPairSync('ed25519').privateKey,
].map((key) => key.export({ format: 'jwk' }) as unknown as PrivateJwk) as [PrivateJwk, PrivateJwk];
const roster: RosterDocument = {
  format: 'entente-roster/1',
  coalition,
  version: 1,
  issued: signed,
  expires: '2027-03-01T00:00:00.000Z',
  previous: null,
  threshold: 1,
  admins: [{ name: 'Admin', key: publicPart(keys[0]) }],
  members: [france, iraq].map((identity, place) => ({
    identity,
    name: ['France', 'Iraq'][place] ?? '',
    kind: 'country',
    joined: '2020-01-01',
    keys: [{ key: publicPart(keys[place] as PrivateJwk), from: '2026-01-01T00:00:00.000Z' }],
  })),
  nodes: [],
};
const ring = createKeyRing(roster);

const notes = [1, 2, 3].map((number) => ({
  type: 'note',
  spec_version: '2.1',
  id: `note--84e4d88f-44ea-4bcd-bbf3-00000000000${number}`,
  created: signed,
  modified: signed,
  created_by_ref: france,
  content: `The bridge ${number} is open.`,
  object_refs: [france],
}));
const leaves = notes.map((note) => ({
  object_ref: note.id,
  object_modified: note.modified,
  object_sha256: contentDigest(note),
  role: 'creator' as const,
  terms: { tlp: 'green' as const },
}));
const head = { coalition: coalition.id, signer: france, signed };
const batch = await signBatch(leaves, head, keys[0], randomBytes);
const proofs = leaves.map((leaf, place) => {
  const proof = batch.proofs[place];
  assert.ok(proof);
  return writeProof(leaf, proof, head, batch.signature, []);
});

const folder = mkdtempSync(join(tmpdir(), 'entente-verify-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array | object): string {
  const path = join(folder, name);
  const isRaw = typeof content === 'string' || content instanceof Uint8Array;
  writeFileSync(path, isRaw ? content : JSON.stringify(content));
  return path;
}

async function verify(...files: readonly string[]): Promise<VerifiedObject[]> {
  const found: VerifiedObject[] = [];
  for await (const each of verifyFiles(files, ring, now)) found.push(each);
  return found;
}
const states = (found: readonly VerifiedObject[]): string[] => found.map(({ state }) => state);
const lines = [...notes, ...proofs].map((each) => JSON.stringify(each));

test('objects and proofs are told together, in whatever files they come', async () => {
  const bundle = { type: 'bundle', id: 'bundle--5d0092c5-5f74-4287-9642-33f4c354e56d', objects: [...notes, ...proofs] };
  const ways: Readonly<Record<string, readonly string[]>> = {
    'a bundle': [file('bundle.json', bundle)],
    'the same as gzip': [file('bundle.json.gz', gzipSync(JSON.stringify(bundle)))],
    'lines, the proofs last': [file('lines.ndjson', lines.join('\n'))],
    'lines, the proofs first': [file('turned.ndjson', lines.toReversed().join('\n'))],
    'a page of objects and one of proofs': [
      file('objects.json', { more: false, objects: notes }),
      file('proofs.json', { more: false, objects: proofs }),
    ],
  };
  for (const [what, files] of Object.entries(ways)) {
    const found = await verify(...files);
    assert.deepEqual(states(found), ['valid', 'valid', 'valid'], what);
    assert.ok(found.every(({ signer }) => signer === france));
  }
});

test('a broken line loses itself alone; what is changed or without a proof is named', async () => {
  const changed = { ...notes[0], content: 'The bridge 1 is shut.' };
  const found = await verify(
    file('mixed.ndjson', [JSON.stringify(changed), '{"broken', ...lines.slice(1, -1)].join('\n')),
  );
  assert.deepEqual(
    found.map(({ state, reason }) => [state, reason]),
    [
      ['refused', 'changed-content'],
      ['refused', 'invalid-json'],
      ['valid', undefined],
      ['unsigned', undefined],
    ],
  );
});

test('a gzip file that is cut off is refused as such', async () => {
  const whole = gzipSync(lines.join('\n'));
  const cut = file('cut.ndjson.gz', whole.subarray(0, whole.length - 20));
  await assert.rejects(verify(cut), (error) => error instanceof Failure && /damaged or cut off/.test(error.message));
});

test('receipts say what was purged, by whom, under which key; forged and foreign ones are refused', async () => {
  const order = {
    recall: '22222222-2222-4222-8222-222222222222',
    owner: france,
    id: notes[0]?.id ?? '',
    state: 'purged' as const,
    versions: 1,
  };
  const message: Message = {
    kind: 'purged',
    coalition: coalition.id,
    by: iraq,
    at: signed,
    node: '33333333-3333-4333-8333-333333333333',
    orders: [order],
    covered: ['live-database'],
    not_covered: ['mail'],
    kept: ['tombstone'],
  };
  const [word = ''] = await signMessages([message], keys[1], signed, randomBytes);
  const [byFrance = ''] = await signMessages([message], keys[0], signed, randomBytes);
  const receipts = [word, byFrance, 'nonsense', word.slice(0, -2)].map((each) => ({ word: each }));
  const found = await verify(file('receipts.json', JSON.stringify({ receipts }, null, 2)));
  assert.deepEqual(states(found), ['valid', 'refused', 'refused', 'refused']);
  assert.deepEqual([found[0]?.signer, found[0]?.id], [iraq, order.id]);
  assert.match(found[0]?.says ?? '', /purged note--.* on order 22222222/);
  assert.deepEqual([found[1]?.reason, found[2]?.reason], ['not-its-key', 'malformed-signature']);
  const none = file('none.json', '{"receipts":7}');
  await assert.rejects(verify(none), (error) => error instanceof Failure && /no file of receipts/.test(error.message));
});

test('receipts say what was taken in, and whether it is what these files hold', async () => {
  const list = notes.map((each, place): TakenIn => {
    const { id, modified } = each;
    return { id, modified, sha256: contentDigest(each), salt: String(place).repeat(22) };
  });
  const hashes = list.map(takenInLeaf);
  const message: Message = {
    kind: 'took-in',
    coalition: coalition.id,
    by: iraq,
    at: signed,
    node: '33333333-3333-4333-8333-333333333333',
    owner: france,
    root: takenInRoot(hashes),
    size: list.length,
  };
  const word = await signMessage(message, keys[1]);
  const proofOf = (place: number, line = list[place]) => {
    const path = Buffer.concat(inclusionProof(place, list.length, subtreesOf(hashes))).toString('base64url');
    return { ...line, place, path };
  };
  const receipts = [
    { word, took_in: [proofOf(0), proofOf(1)] },
    { word, took_in: [proofOf(0, list[1]), { ...proofOf(0), sha256: 'f'.repeat(64) }, 'nonsense'] },
    { word },
    { word: await signMessage(message, keys[0]), took_in: [proofOf(0)] },
  ];
  const named = file('taken-in.json', JSON.stringify({ receipts, more: false }));
  const alone = await verify(named);
  assert.deepEqual(states(alone), ['valid', 'valid', 'refused', 'refused', 'refused', 'refused', 'refused']);
  assert.deepEqual([alone[0]?.signer, alone[0]?.id], [iraq, notes[0]?.id]);
  assert.match(alone[0]?.says ?? '', /^took in note--.*with the SHA-256 [0-9a-f]{64}, on node 33333333/);
  assert.deepEqual(
    alone.slice(2).map(({ reason }) => reason),
    ['not-in-receipt', 'not-in-receipt', 'not-in-receipt', 'nothing-proved', 'not-its-key'],
  );
  const withObjects = await verify(named, file('both.ndjson', [lines[0], lines[3]].join('\n')));
  const said = withObjects.filter(({ says }) => says !== undefined).map(({ says = '' }) => says);
  assert.deepEqual(
    said.map((each) => each.includes('as it is in these files')),
    [true, false],
  );
});
