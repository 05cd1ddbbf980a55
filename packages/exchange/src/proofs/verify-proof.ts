import { type JsonObject, numberThatChanges } from '@entente/stix';
import { claimedKeyId, type JwsRefusal, jwsTypes, openJws } from '../jws/compact-jws.ts';
import { refusalSentences } from '../refusal-sentences.ts';
import { judgeKey, type KeyRefusal, type KeyRing, type RingKey, type StandingNow } from '../roster/key-ring.ts';
import { createKnownTree, type KnownTree } from '../tree/batch-tree.ts';
import { hashesIn } from '../tree/merkle-tree.ts';
import { contentDigest, proofLeaf } from './leaf.ts';
import { type ProofObject, proofId, readProof } from './proof-object.ts';
import type { ProofTerms } from './proof-terms.ts';

/** Why a proof does not prove. */
export type ProofRefusal =
  | 'malformed-object'
  | 'malformed-proof'
  | 'number-changes'
  | 'other-object'
  | 'other-version'
  | 'changed-content'
  | 'wrong-id'
  | 'not-in-batch'
  | 'unknown-key'
  | 'not-its-key'
  | 'other-coalition'
  | 'not-the-owner'
  | JwsRefusal
  | KeyRefusal;

export type ProofVerdict =
  | {
      readonly state: 'valid';
      readonly proof: ProofObject;
      /** Identity of the member that signed. */
      readonly signer: string;
      readonly role: 'creator' | 'source';
      readonly keyId: string;
      /** When it was signed, as the signer says. */
      readonly signed: string;
      readonly terms: ProofTerms;
      /** How the signature, valid when made, stands today. */
      readonly now: StandingNow;
    }
  | { readonly state: 'refused'; readonly reason: ProofRefusal; readonly message: string };

/**
 * An object as it came, and what its bytes say. As `ObjectSplitter` gives it: it refuses a key that occurs twice, which
 * would let bytes say one thing to us and another to the next reader under the same signature.
 */
export type ReadObject = { readonly bytes: Uint8Array; readonly value: JsonObject };

/** Verifies proofs against the keys of one roster; the signature of a batch is verified once. */
export type ProofVerifier = {
  /** `proof` is what came beside the object. */
  verify(object: ReadObject, proof: unknown): Promise<ProofVerdict>;
};

/** Batches remembered, of up to 256 objects each: about 10 MB. */
const mostRemembered = 200;

/** `now` answers the moment in UTC with milliseconds. */
export function createProofVerifier(keys: KeyRing, now: () => string): ProofVerifier {
  const batches = new Map<string, Promise<OpenedBatch>>();

  function open(signature: string): Promise<OpenedBatch> {
    const known = batches.get(signature);
    if (known !== undefined) return known;
    if (batches.size >= mostRemembered) batches.clear();
    const opening = openBatch(signature, keys);
    batches.set(signature, opening);
    return opening;
  }

  return {
    async verify({ bytes, value: object }, given) {
      const proof = readProof(given);
      if (proof === undefined) return refused('malformed-proof');
      if (numberThatChanges(bytes) !== undefined) return refused('number-changes');
      if (object.id !== proof.object_ref) return refused('other-object');
      if (versionOf(object) !== proof.object_modified) return refused('other-version');
      const digest = digestOf(object);
      if (digest === undefined) return refused('malformed-object');
      if (digest !== proof.object_sha256) return refused('changed-content');
      if (proofId(proof) !== proof.id) return refused('wrong-id');

      const batch = await open(proof.signature);
      if (batch.state === 'refused') return refused(batch.reason);
      if (batch.signer !== proof.created_by_ref) return refused('not-its-key');
      const leaf = proofLeaf(proof, Buffer.from(proof.salt, 'base64url'));
      if (!batch.tree.holds(leaf, { place: proof.place, path: pathOf(proof) })) return refused('not-in-batch');
      if (!maySign(object, proof, keys)) return refused('not-the-owner');
      const { key, signer, signed } = batch;
      const verdict = judgeKey(key, signed, now());
      if (verdict.state === 'refused') return refused(verdict.reason);
      const { role, terms } = proof;
      return { state: 'valid', proof, signer, role, keyId: key.id, signed, terms, now: verdict.now };
    },
  };
}

/** Verifies one proof. For many, make a `ProofVerifier`, which verifies the signature of a batch once. */
export function verifyProof(object: ReadObject, proof: unknown, keys: KeyRing, now: string): Promise<ProofVerdict> {
  return createProofVerifier(keys, () => now).verify(object, proof);
}

/** The version of an object as its proof names it: `modified`, else `created`; undefined where it has none. */
export function versionOf({ modified, created }: JsonObject): string | undefined {
  const version = modified ?? created;
  return typeof version === 'string' ? version : undefined;
}

type OpenedBatch =
  | {
      readonly state: 'opened';
      readonly key: RingKey;
      readonly signer: string;
      readonly signed: string;
      readonly tree: KnownTree;
    }
  | { readonly state: 'refused'; readonly reason: ProofRefusal };

async function openBatch(signature: string, keys: KeyRing): Promise<OpenedBatch> {
  const keyId = claimedKeyId(signature, jwsTypes.batch);
  if (keyId === undefined) return { state: 'refused', reason: 'malformed-signature' };
  const key = keys.find(keyId);
  if (key === undefined) return { state: 'refused', reason: 'unknown-key' };
  const opened = await openJws(signature, jwsTypes.batch, key.key);
  if (opened.state === 'refused') return opened;
  const { kind, coalition, signer, signed, root } = opened.payload;
  if (kind !== 'batch' || typeof root !== 'string' || typeof signed !== 'string' || !isMoment(signed)) {
    return { state: 'refused', reason: 'malformed-signature' };
  }
  if (coalition !== keys.coalition) return { state: 'refused', reason: 'other-coalition' };
  if (signer !== key.member.identity) return { state: 'refused', reason: 'not-its-key' };
  return { state: 'opened', key, signer, signed, tree: createKnownTree(Buffer.from(root, 'base64url')) };
}

/** A member's name is that member's to sign for; what no member created, whoever brings it in signs as its source. */
function maySign(object: JsonObject, { role, created_by_ref: signer }: ProofObject, keys: KeyRing): boolean {
  const { type, id, created_by_ref: creator } = object;
  const named = [type === 'identity' ? id : undefined, creator]
    .map((each) => (typeof each === 'string' ? keys.member(each)?.identity : undefined))
    .find((each) => each !== undefined);
  // A unit of the signer creates in its own name, which no roster lists: there the signer's word counts.
  return named === undefined || (named === signer && role === 'creator');
}

function pathOf({ path }: ProofObject): Uint8Array[] {
  return hashesIn(Buffer.from(path, 'base64url'));
}

function digestOf(object: JsonObject): string | undefined {
  try {
    return contentDigest(object);
  } catch {
    return undefined;
  }
}

function isMoment(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text);
}

function refused(reason: ProofRefusal): ProofVerdict {
  return { state: 'refused', reason, message: refusalSentences[reason] };
}
