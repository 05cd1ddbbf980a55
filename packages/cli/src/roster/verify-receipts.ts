import { createMessageOpener, type KeyRing, refusalSentences } from '@entente/exchange';
import type { VerifiedObject } from './verify-files.ts';

/** Verifies what nodes signed when they had purged something: each order that a word is about, of words in a file. */
export async function* verifyReceipts(
  words: readonly string[],
  keys: KeyRing,
  now: string,
): AsyncIterable<VerifiedObject> {
  const opener = createMessageOpener(keys);
  for (const [place, word] of words.entries()) {
    const opened = await opener.open(word, now);
    if (opened.state === 'refused') {
      const { reason } = opened;
      yield {
        id: `receipt ${place + 1}`,
        type: 'receipt',
        state: 'refused',
        reason,
        message: refusalSentences[reason],
      };
    } else if (opened.message.kind !== 'purged') {
      const message = `It is no receipt for a purge, but “${opened.message.kind}”.`;
      yield { id: `receipt ${place + 1}`, type: 'receipt', state: 'refused', reason: 'other-kind', message };
    } else {
      const { by: signer, at: signed, orders, covered } = opened.message;
      for (const { id, recall, versions } of orders) {
        const says = `purged ${id} (${versions} of its versions) on order ${recall}, in ${covered.join(', ')}`;
        yield { id, type: 'receipt', state: 'valid', signer, signed, key: opened.keyId, now: opened.now, says };
      }
    }
  }
}
