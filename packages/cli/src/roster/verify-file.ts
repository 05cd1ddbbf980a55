import { createReadStream } from 'node:fs';
import { mendedSpecVersion } from '@entente/convert';
import { createProofVerifier, type KeyRing, type ProofVerdict, proofExtensionId, proofType } from '@entente/exchange';
import { ObjectSplitter, type SplitItem } from '@entente/stix';

/** What became of one object of a file. */
export type VerifiedObject = {
  readonly id: string;
  readonly type: string;
  readonly state: 'valid' | 'unsigned' | 'refused';
  /** Identity of who signed, where that is valid. */
  readonly signer?: string;
  readonly role?: 'creator' | 'source';
  readonly signed?: string;
  readonly key?: string;
  readonly now?: string;
  readonly reason?: string;
  readonly message?: string;
};

/**
 * Verifies each object of a file (a bundle, a TAXII envelope, or objects one after the other) against the proofs in it,
 * in memory bounded by the proofs. Needs nothing but the keys.
 */
export async function* verifyFile(file: string, keys: KeyRing, now: string): AsyncIterable<VerifiedObject> {
  const proofs = new Map<string, unknown[]>();
  for await (const item of itemsOf(file)) {
    if (!item.ok || item.value.type !== proofType) continue;
    const of = String(item.value.object_ref);
    proofs.set(of, [...(proofs.get(of) ?? []), item.value]);
  }
  const verifier = createProofVerifier(keys, () => now);
  for await (const item of itemsOf(file)) {
    if (!item.ok) {
      yield { id: `object ${item.index + 1}`, type: '', state: 'refused', reason: item.rule, message: item.message };
      continue;
    }
    const { id, type } = item.value;
    if (type === proofType || id === proofExtensionId) continue;
    const object = { id: String(id), type: String(type) };
    const verdicts: ProofVerdict[] = [];
    for (const proof of proofs.get(object.id) ?? []) verdicts.push(await verifier.verify(item, proof));
    yield { ...object, ...resultOf(verdicts) };
  }
}

/** One that is valid is enough: a file may hold several versions and renditions of an object, each with its proof. */
function resultOf(verdicts: readonly ProofVerdict[]): Omit<VerifiedObject, 'id' | 'type'> {
  const valid = verdicts.find((each) => each.state === 'valid');
  if (valid?.state === 'valid') {
    const { signer, role, signed, keyId: key, now } = valid;
    return { state: 'valid', signer, role, signed, key, now };
  }
  // What is said of another version tells least.
  const refused = verdicts.find((each) => each.state === 'refused' && each.reason !== 'other-version') ?? verdicts[0];
  return refused?.state === 'refused'
    ? { state: 'refused', reason: refused.reason, message: refused.message }
    : { state: 'unsigned' };
}

async function* itemsOf(file: string): AsyncIterable<SplitItem> {
  const splitter = new ObjectSplitter();
  // A server may have written another `spec_version` into it: what was signed is what was there before.
  const read = (items: SplitItem[]): SplitItem[] =>
    items.map((item) => (item.ok ? { ...item, value: mendedSpecVersion(item.value) ?? item.value } : item));
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    yield* read(splitter.push(chunk as Buffer));
  }
  yield* read(splitter.end());
}
