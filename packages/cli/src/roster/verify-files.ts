import { mendedSpecVersion } from '@entente/convert';
import {
  contentDigest,
  createProofVerifier,
  type KeyRing,
  type ProofVerdict,
  proofExtensionId,
  proofType,
} from '@entente/exchange';
import { beginsWithLines, LineSplitter, ObjectSplitter, type SplitItem } from '@entente/stix';
import { Failure } from '../failure.ts';
import { readChunks } from './read-chunks.ts';
import { type ReceiptEntry, verifyReceipts } from './verify-receipts.ts';

/** What became of one object, or receipt, of a file. */
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
  /** What a receipt says. */
  readonly says?: string;
};

/**
 * Verifies each object of some files (bundles, TAXII envelopes, NDJSON, objects one after the other; also as gzip) against
 * the proofs in any of them, in memory bounded by the proofs; or the receipts in them. Needs nothing but the keys.
 */
export async function* verifyFiles(
  files: readonly string[],
  keys: KeyRing,
  now: string,
): AsyncIterable<VerifiedObject> {
  const proofs = new Map<string, unknown[]>();
  const withObjects: string[] = [];
  const receipts: ReceiptEntry[] = [];
  for (const file of files) {
    const entries = await readReceipts(file);
    if (entries !== undefined) {
      receipts.push(...entries);
      continue;
    }
    withObjects.push(file);
    for await (const item of itemsOf(file)) {
      if (!item.ok || item.value.type !== proofType) continue;
      const of = String(item.value.object_ref);
      proofs.set(of, [...(proofs.get(of) ?? []), item.value]);
    }
  }
  const verifier = createProofVerifier(keys, () => now);
  const found = new Set<string>();
  for (const file of withObjects) {
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
      if (receipts.length > 0) found.add(contentDigest(item.value));
      yield { ...object, ...resultOf(verdicts) };
    }
  }
  yield* verifyReceipts(receipts, keys, now, found);
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
  let splitter: ObjectSplitter | LineSplitter | undefined;
  // A server may have written another `spec_version` into it: what was signed is what was there before.
  const read = (items: SplitItem[]): SplitItem[] =>
    items.map((item) => (item.ok ? { ...item, value: mendedSpecVersion(item.value) ?? item.value } : item));
  for await (const chunk of readChunks(file)) {
    splitter ??= beginsWithLines(chunk) ? new LineSplitter() : new ObjectSplitter();
    yield* read(splitter.push(chunk));
  }
  yield* read(splitter?.end() ?? []);
}

/** What is in a file of receipts, as the web application and the command line write it; undefined for any other. */
async function readReceipts(file: string): Promise<ReceiptEntry[] | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of readChunks(file)) {
    if (chunks.length === 0 && !/^\s*\{\s*"receipts"/.test(chunk.subarray(0, 100).toString())) return undefined;
    chunks.push(chunk);
  }
  try {
    const { receipts } = JSON.parse(Buffer.concat(chunks).toString()) as {
      receipts: { word: unknown; took_in?: unknown }[];
    };
    return receipts.map(({ word, took_in: tookIn }) => ({ word: String(word), tookIn }));
  } catch {
    throw new Failure(`${file} is no file of receipts`, 'entente receipts ID or recall ID --receipts FILE writes one.');
  }
}
