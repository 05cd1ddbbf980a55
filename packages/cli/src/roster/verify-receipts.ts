import {
  createMessageOpener,
  isTakenIn,
  type KeyRing,
  type Message,
  refusalSentences,
  TakenInProof,
} from '@entente/exchange';
import type { VerifiedObject } from './verify-files.ts';

/** A signed word from a file of receipts, with the lines that are said to be in the list that it is over. */
export type ReceiptEntry = { readonly word: string; readonly tookIn?: unknown };

/**
 * Verifies what nodes signed when they had purged something, or had taken it in: each order or rendition that a word of
 * a file is about. `found`: whether a rendition with this content (SHA-256) is among the objects verified with it.
 */
export async function* verifyReceipts(
  entries: readonly ReceiptEntry[],
  keys: KeyRing,
  now: string,
  found: ReadonlySet<string>,
): AsyncIterable<VerifiedObject> {
  const opener = createMessageOpener(keys);
  for (const [place, { word, tookIn }] of entries.entries()) {
    const id = `receipt ${place + 1}`;
    const opened = await opener.open(word, now);
    if (opened.state === 'refused') {
      yield refused(id, opened.reason, refusalSentences[opened.reason]);
      continue;
    }
    const { message } = opened;
    const by = { type: 'receipt', signer: message.by, signed: message.at, key: opened.keyId, now: opened.now };
    if (message.kind === 'purged') {
      for (const { id, recall, versions } of message.orders) {
        const says = `purged ${id} (${versions} of its versions) on order ${recall}, in ${message.covered.join(', ')}`;
        yield { id, state: 'valid', ...by, says };
      }
    } else if (message.kind === 'took-in') {
      yield* verifyTakenIn(id, message, tookIn, by, found);
    } else yield refused(id, 'other-kind', `It is no receipt, but “${message.kind}”.`);
  }
}

function* verifyTakenIn(
  id: string,
  message: Extract<Message, { readonly kind: 'took-in' }>,
  lines: unknown,
  by: Omit<VerifiedObject, 'id' | 'state'>,
  found: ReadonlySet<string>,
): Iterable<VerifiedObject> {
  const some = Array.isArray(lines) ? lines : [];
  if (some.length === 0) yield refused(id, 'nothing-proved', 'It does not say of what it is proof.');
  for (const line of some) {
    const proof = TakenInProof.safeParse(line);
    if (!proof.success || !isTakenIn(message, proof.data)) {
      yield refused(proof.data?.id ?? id, 'not-in-receipt', 'What was signed is about something else.');
      continue;
    }
    const { id: object, modified, sha256 } = proof.data;
    const version = modified === undefined ? '' : `, version of ${modified}`;
    const which = found.has(sha256) ? 'as it is in these files' : `with the SHA-256 ${sha256}`;
    const says = `took in ${object}${version}, ${which}, on node ${message.node} by ${message.at}`;
    yield { id: object, state: 'valid', ...by, says };
  }
}

function refused(id: string, reason: string, message: string): VerifiedObject {
  return { id, type: 'receipt', state: 'refused', reason, message };
}
