import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalize, type JsonObject, validateObject } from '@entente/stix';
import fc from 'fast-check';
import {
  coalitionId,
  identityOf,
  idOf,
  memberWith,
  newKey,
  random,
  sampleRoster,
} from '../../test/sample-coalition.ts';
import { jwsTypes, signJws } from '../jws/compact-jws.ts';
import { type PrivateJwk, publicPart } from '../keys/public-jwk.ts';
import { createKeyRing } from '../roster/key-ring.ts';
import type { RosterDocument, RosterKey } from '../roster/roster-document.ts';
import { contentDigest, type LeafContent } from './leaf.ts';
import { proofId } from './proof-object.ts';
import { type BatchHead, signBatch, writeProof } from './sign-batch.ts';
import { type ProofRefusal, verifyProof, versionOf } from './verify-proof.ts';

const now = '2026-05-01T00:00:00.000Z';
const sample = sampleRoster();
const [key = newKey(), otherKey = newKey()] = sample.keys;
const head: BatchHead = { coalition: coalitionId, signer: identityOf(1), signed: '2026-04-01T00:00:00.000Z' };

function note(number: number, more: JsonObject = {}): JsonObject {
  return {
    type: 'note',
    spec_version: '2.1',
    id: `note--00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    created: '2026-03-01T00:00:00.000Z',
    modified: '2026-03-01T00:00:00.000Z',
    created_by_ref: identityOf(1),
    content: `Note ${number}`,
    object_refs: [identityOf(1)],
    ...more,
  };
}

function leafOf(object: JsonObject, more: Partial<LeafContent> = {}): LeafContent {
  const modified = versionOf(object);
  return {
    object_ref: String(object.id),
    ...(modified === undefined ? {} : { object_modified: modified }),
    object_sha256: contentDigest(object),
    role: 'creator',
    terms: { tlp: 'amber', handling: { no_onward_release: true } },
    ...more,
  };
}

/** The objects' proofs, signed as one batch. */
async function sign(
  objects: readonly JsonObject[],
  { by = key, as = head, leaf = {} }: { by?: PrivateJwk; as?: BatchHead; leaf?: Partial<LeafContent> } = {},
): Promise<JsonObject[]> {
  const leaves = objects.map((object) => leafOf(object, leaf));
  const { signature, proofs } = await signBatch(leaves, as, by, random);
  return leaves.map((each, index) => {
    const proof = proofs[index];
    assert.ok(proof);
    return writeProof(each, proof, as, signature);
  });
}

function verify(object: JsonObject, proof: unknown, roster: RosterDocument = sample.roster, at = now) {
  return verifyProof({ bytes: Buffer.from(JSON.stringify(object)), value: object }, proof, createKeyRing(roster), at);
}

async function refuses(object: JsonObject, proof: unknown, reason: ProofRefusal, roster?: RosterDocument, at?: string) {
  const verdict = await verify(object, proof, roster, at);
  assert.equal(verdict.state === 'refused' ? verdict.reason : verdict.state, reason);
}

function withKey(change: Partial<RosterKey>, member: Partial<RosterDocument['members'][number]> = {}): RosterDocument {
  const [first, ...others] = sample.roster.members;
  assert.ok(first);
  const keys = first.keys.map((each) => ({ ...each, ...change }));
  return { ...sample.roster, members: [{ ...first, ...member, keys }, ...others] };
}

test('each object of a batch is proved by its own proof, with its terms', async () => {
  const objects = Array.from({ length: 20 }, (_, index) => note(index));
  for (const [index, proof] of (await sign(objects)).entries()) {
    const verdict = await verify(objects[index] ?? {}, proof);
    assert.equal(verdict.state, 'valid');
    if (verdict.state !== 'valid') continue;
    assert.equal(verdict.signer, identityOf(1));
    assert.equal(verdict.keyId, idOf(key));
    assert.equal(verdict.now, 'valid');
    assert.deepEqual(verdict.terms, { tlp: 'amber', handling: { no_onward_release: true } });
  }
});

test('a proof is a valid STIX object, whose id anybody computes', async () => {
  const [proof] = await sign([note(1)]);
  assert.ok(proof);
  assert.deepEqual(validateObject(proof), []);
  const { id, created_by_ref, object_ref, object_modified, object_sha256 } = proof as Record<string, string>;
  assert.ok(created_by_ref && object_ref && object_modified && object_sha256);
  assert.equal(proofId({ created_by_ref, object_ref, object_modified, object_sha256 }), id);
});

test('a P-256 key signs as well', async () => {
  const object = note(1, { created_by_ref: identityOf(2) });
  const as = { ...head, signer: identityOf(2) };
  const [proof] = await sign([object], { by: otherKey, as });
  assert.equal((await verify(object, proof)).state, 'valid');
});

test('spelling does not matter, content does', async () => {
  const object = note(1);
  const [proof] = await sign([object]);
  const respelled = JSON.parse(canonicalize(object)) as JsonObject;
  assert.equal((await verify(respelled, proof)).state, 'valid');
  await refuses({ ...object, content: 'Note 1 ' }, proof, 'changed-content');
  await refuses({ ...object, x_added: true }, proof, 'changed-content');
});

test('any change of any property is noticed', async () => {
  const object = note(1, { labels: ['a', 'b'], confidence: 50 });
  const [proof] = await sign([object]);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(object)), fc.jsonValue(), async (property, value) => {
      fc.pre(JSON.stringify(object[property]) !== JSON.stringify(value));
      const verdict = await verify({ ...object, [property]: value as JsonObject }, proof);
      assert.equal(verdict.state, 'refused');
    }),
    { numRuns: 200 },
  );
});

test('a proof of one object proves no other, nor another version', async () => {
  const objects = [note(1), note(2)];
  const [proof] = await sign(objects);
  await refuses(note(2), proof, 'other-object');
  await refuses(note(1, { modified: '2026-03-02T00:00:00.000Z' }), proof, 'other-version');
});

test('terms cannot be widened, the role not changed, another place not claimed', async () => {
  const object = note(1);
  const [proof = {}] = await sign([object]);
  await refuses(object, { ...proof, terms: { tlp: 'clear' } }, 'not-in-batch');
  await refuses(object, { ...proof, terms: { tlp: 'amber' } }, 'not-in-batch');
  await refuses(object, { ...proof, role: 'source' }, 'not-in-batch');
  await refuses(object, { ...proof, place: Number(proof.place) ^ 1 }, 'not-in-batch');
  await refuses(object, { ...proof, salt: Buffer.alloc(16).toString('base64url') }, 'not-in-batch');
});

test('a leaf made for something else is not proved by a signature of another batch', async () => {
  const [mine = {}] = await sign([note(1)]);
  const [other = {}] = await sign([note(2)]);
  await refuses(note(1), { ...mine, signature: other.signature ?? null }, 'not-in-batch');
});

test('whoever is not the creator cannot sign for it', async () => {
  const object = note(1);
  const as = { ...head, signer: identityOf(2) };
  await refuses(object, (await sign([object], { by: otherKey, as }))[0], 'not-the-owner');
  const asSource = await sign([object], { by: otherKey, as, leaf: { role: 'source' } });
  await refuses(object, asSource[0], 'not-the-owner');
  const upper = note(3, { created_by_ref: identityOf(1).toUpperCase().replace('IDENTITY', 'identity') });
  await refuses(upper, (await sign([upper], { by: otherKey, as }))[0], 'not-the-owner');
});

test("a member's identity is its own to sign, whoever it says created it", async () => {
  const { object_refs: _, content: __, created_by_ref: ___, ...rest } = note(1);
  const identity = { ...rest, type: 'identity', id: identityOf(1), name: 'Member 1', identity_class: 'organization' };
  const as = { ...head, signer: identityOf(2) };
  await refuses(identity, (await sign([identity], { by: otherKey, as }))[0], 'not-the-owner');
  const own = { ...identity, created_by_ref: identityOf(2) };
  await refuses(own, (await sign([own], { by: otherKey, as }))[0], 'not-the-owner');
  assert.equal((await verify(identity, (await sign([identity]))[0])).state, 'valid');
});

test('material of third parties is signed by its source, an object without versions too', async () => {
  const third = note(1, { created_by_ref: 'identity--99999999-9999-4999-8999-999999999999' });
  const [proof] = await sign([third], { leaf: { role: 'source' } });
  const verdict = await verify(third, proof);
  assert.equal(verdict.state === 'valid' && verdict.role, 'source');
  const observable = {
    type: 'ipv4-addr',
    id: 'ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4',
    value: '198.51.100.3',
  };
  const [ofObservable] = await sign([observable], { leaf: { role: 'source' } });
  assert.equal((await verify(observable, ofObservable)).state, 'valid');
});

test('a key speaks for its own member only', async () => {
  const object = note(1);
  const [forged] = await sign([object], { by: otherKey });
  await refuses(object, forged, 'not-its-key');
});

test('a proof says whose it is by its signature, not by its creator', async () => {
  const object = note(1, { created_by_ref: identityOf(2) });
  const as = { ...head, signer: identityOf(2) };
  const leaves = [leafOf(object)];
  const { signature, proofs } = await signBatch(leaves, head, key, random);
  assert.ok(leaves[0] && proofs[0]);
  await refuses(object, writeProof(leaves[0], proofs[0], as, signature), 'not-its-key');
});

test('a batch says in whose name it was signed, and that must be whose key it is', async () => {
  const object = note(1, { created_by_ref: identityOf(2) });
  const leaf = leafOf(object);
  const { signature, proofs } = await signBatch([leaf], head, otherKey, random);
  assert.ok(proofs[0]);
  await refuses(object, writeProof(leaf, proofs[0], { ...head, signer: identityOf(2) }, signature), 'not-its-key');
});

test('a signature that was tampered with, or is of something else, is refused', async () => {
  const object = note(1);
  const [proof = {}] = await sign([object]);
  const [header, , made] = String(proof.signature).split('.');
  const payload = { kind: 'batch', coalition: coalitionId, signer: identityOf(1), signed: head.signed, root: 'x' };
  const forged = Buffer.from(JSON.stringify(payload)).toString('base64url');
  await refuses(object, { ...proof, signature: `${header}.${forged}.${made}` }, 'bad-signature');
  const other = await signJws({ ...payload, kind: 'other' }, jwsTypes.batch, key);
  await refuses(object, { ...proof, signature: other }, 'malformed-signature');
  const undated = await signJws({ ...payload, signed: '0' }, jwsTypes.batch, key);
  await refuses(object, { ...proof, signature: undated }, 'malformed-signature');
});

test('keys that the roster does not name, and other coalitions, count for nothing', async () => {
  const object = note(1);
  await refuses(object, (await sign([object], { by: newKey() }))[0], 'unknown-key');
  const as = { ...head, coalition: '00000000-0000-4000-8000-000000000000' };
  await refuses(object, (await sign([object], { as }))[0], 'other-coalition');
});

test('a rotated key signed validly before it ended, and not after', async () => {
  const object = note(1);
  const [proof] = await sign([object]);
  const later = withKey({ until: '2026-04-15T00:00:00.000Z' });
  const verdict = await verify(object, proof, later);
  assert.equal(verdict.state === 'valid' && verdict.now, 'key-ended');
  await refuses(object, proof, 'key-ended', withKey({ until: '2026-03-15T00:00:00.000Z' }));
  await refuses(object, proof, 'key-not-yet-valid', withKey({ from: '2026-04-02T00:00:00.000Z' }));
});

test('what a revoked key signed counts no more, whatever date it bears', async () => {
  const object = note(1);
  const [backdated] = await sign([object], { as: { ...head, signed: '2026-01-02T00:00:00.000Z' } });
  await refuses(object, backdated, 'key-revoked', withKey({ revoked: '2026-04-20T00:00:00.000Z' }));
});

test('a member that left signed validly while it was in, and not afterwards; one that came back does again', async () => {
  const object = note(1);
  const [proof] = await sign([object]);
  const left = await verify(object, proof, withKey({}, { left: '2026-04-20' }));
  assert.equal(left.state === 'valid' && left.now, 'member-left');
  await refuses(object, proof, 'not-a-member-then', withKey({}, { left: '2026-04-01' }));
  await refuses(object, proof, 'not-a-member-then', withKey({}, { joined: '2026-04-20' }));
  const earlier = [{ joined: '2020-01-01', left: '2026-04-10' }];
  const back = await verify(object, proof, withKey({}, { joined: '2026-04-20', earlier }));
  assert.equal(back.state === 'valid' && back.now, 'valid');
});

test('clocks that are wrong by an hour keep nothing back', async () => {
  const object = note(1);
  const [ahead] = await sign([object], { as: { ...head, signed: '2026-05-01T01:00:00.000Z' } });
  assert.equal((await verify(object, ahead)).state, 'valid');
  const [behind] = await sign([object]);
  assert.equal((await verify(object, behind, withKey({ from: '2026-04-01T01:00:00.000Z' }))).state, 'valid');
});

test('a signature from the future is refused', async () => {
  const object = note(1);
  const [proof] = await sign([object], { as: { ...head, signed: '2026-06-01T00:00:00.000Z' } });
  await refuses(object, proof, 'signed-in-future');
});

test('a number that a double changes is refused, since its neighbours have the same signature', async () => {
  const bytes = Buffer.from(JSON.stringify(note(1)).replace('"Note 1"', '"Note 1","x_count":12345678901234567890'));
  const value = JSON.parse(bytes.toString()) as JsonObject;
  const [proof] = await sign([value]);
  const verdict = await verifyProof({ bytes, value }, proof, createKeyRing(sample.roster), now);
  assert.equal(verdict.state === 'refused' && verdict.reason, 'number-changes');
});

test('what is no proof is refused, whatever it is', async () => {
  const object = note(1);
  const [proof = {}] = await sign([object]);
  const other = 'entente-proof--00000000-0000-5000-8000-000000000000';
  await refuses(object, { ...proof, id: other }, 'wrong-id');
  await refuses(object, { ...proof, signature: 'a.b.c' }, 'malformed-signature');
  for (const broken of [
    null,
    1,
    [],
    {},
    { ...proof, path: '' },
    { ...proof, place: 1e9 },
    { ...proof, terms: { x: 1 } },
  ]) {
    await refuses(object, broken, 'malformed-proof');
  }
});

test('a member without a key in the roster proves nothing', async () => {
  const object = note(1);
  const [proof] = await sign([object]);
  await refuses(object, proof, 'unknown-key', { ...sample.roster, members: [memberWith(1, [])] });
  await refuses(object, proof, 'unknown-key', {
    ...sample.roster,
    members: [memberWith(1, [publicPart(newKey())])],
  });
});
