import { describe } from '../validation/describe.ts';
import { dictionaryOf } from './collections.ts';
import { checkString } from './scalars.ts';
import type { ValueType } from './value-type.ts';

const KEY = /^[a-zA-Z0-9_-]{3,250}$/;

/** The digests of the algorithms that the standard names (section 10.7); those of others are not looked at. */
const DIGESTS: ReadonlyMap<string, { readonly form: RegExp; readonly words: string }> = new Map([
  ['MD5', hexDigits(32)],
  ['SHA-1', hexDigits(40)],
  ['SHA-256', hexDigits(64)],
  ['SHA-512', hexDigits(128)],
  ['SHA3-256', hexDigits(64)],
  ['SHA3-512', hexDigits(128)],
  ['SSDEEP', { form: /^\d+:[a-zA-Z0-9/+]*:[a-zA-Z0-9/+]*(?:,.*)?$/s, words: 'a block size and two hashes' }],
  ['TLSH', { form: /^(?:T1)?[0-9a-f]{70}$/i, words: '70 hexadecimal digits' }],
]);

function hexDigits(count: number) {
  return { form: new RegExp(`^[0-9a-f]{${count}}$`, 'i'), words: `${count} hexadecimal digits` };
}

const digest: ValueType = {
  name: 'string',
  check(value, report) {
    if (!checkString(value, report)) return;
    const algorithm = String(report.path.at(-1));
    const known = DIGESTS.get(algorithm);
    if (known && !known.form.test(value)) {
      report.refuse('hash-form', '10.7', `A ${algorithm} digest must be ${known.words}, not ${describe(value)}.`);
    }
  },
};

/** Cryptographic hashes by the name of their algorithm (section 2.7), which may be any. */
export const hashes: ValueType = dictionaryOf(digest, {
  name: 'hashes',
  section: '2.7',
  isKey: (key) => KEY.test(key),
  keyForm: 'the name of an algorithm: 3 to 250 of the characters a-z, A-Z, 0-9, hyphen, underscore',
});
