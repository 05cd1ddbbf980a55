import type { MessageRefusal } from './messages/signed-message.ts';
import type { ProofRefusal } from './proofs/verify-proof.ts';

/** What a refusal of a proof or of a word says to people. */
export const refusalSentences: Readonly<Record<ProofRefusal | MessageRefusal, string>> = {
  'malformed-message': 'What is signed is no message that members send each other.',
  'malformed-object': 'It is no JSON object that can be signed.',
  'malformed-proof': 'The proof is not of the form that its extension defines.',
  'malformed-signature': 'It is not signed, or signed as something else.',
  'number-changes': 'It holds a number that has another value as a double, so its signature would not fix it.',
  'other-object': 'The proof is of another object.',
  'other-version': 'The proof is of another version.',
  'changed-content': 'The object is not what was signed: its content changed.',
  'wrong-id': 'The id of the proof is not that of the proof of this object.',
  'not-in-batch': 'It is not, on these terms, among what was signed.',
  'unknown-key': 'The key that signed is not in the roster.',
  'not-its-key': 'The key that signed belongs to another member.',
  'other-coalition': 'It was signed for another coalition.',
  'not-the-owner': 'The signer is not the member that the object names as its creator.',
  'bad-signature': 'The signature does not verify.',
  'key-not-yet-valid': 'It was signed before the key was valid.',
  'key-ended': 'It was signed after the key had ended.',
  'key-revoked': 'The key was revoked.',
  'not-a-member-then': 'The signer was no member when it signed.',
  'signed-in-future': 'It says that it was signed at a time yet to come.',
};
