import { hash } from 'node:crypto';
import { keyId } from './key-id.ts';
import type { PublicJwk } from './public-jwk.ts';

const groups = 8;
const digitsOfGroup = 5;

/**
 * What two people compare over the phone: eight groups of five digits, which every language has words for. Forty digits
 * are 132 bits: nobody finds another key with the same.
 */
export function fingerprint(key: PublicJwk): string {
  return fingerprintOf(keyId(key));
}

/** The same of any text that names something exactly, such as the hash of a roster. */
export function fingerprintOf(text: string): string {
  const number = BigInt(`0x${hash('sha256', `entente fingerprint\n${text}`, 'hex')}`);
  const digits = (number % 10n ** BigInt(groups * digitsOfGroup)).toString().padStart(groups * digitsOfGroup, '0');
  return (digits.match(/\d{5}/g) ?? []).join(' ');
}
