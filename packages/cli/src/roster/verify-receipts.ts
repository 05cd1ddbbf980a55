import { createMessageOpener, type KeyRing, type MessageRefusal } from '@entente/exchange';
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
      yield { id: `receipt ${place + 1}`, type: 'receipt', state: 'refused', reason, message: sentences[reason] };
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

const sentences: Readonly<Record<MessageRefusal, string>> = {
  'malformed-signature': 'It is not signed, or signed as something else.',
  'malformed-message': 'What is signed is no message that members send each other.',
  'unknown-key': 'The key that signed is not in the roster.',
  'not-its-key': 'The key that signed belongs to another member.',
  'not-in-batch': 'It is not among what was signed.',
  'other-coalition': 'It was signed for another coalition.',
  'bad-signature': 'The signature does not verify.',
  'key-not-yet-valid': 'It was signed before the key was valid.',
  'key-ended': 'It was signed after the key had ended.',
  'key-revoked': 'The key was revoked.',
  'not-a-member-then': 'The signer was no member when it signed.',
  'signed-in-future': 'It says that it was signed at a time yet to come.',
};
