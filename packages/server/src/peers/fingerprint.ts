import { hash } from 'node:crypto';

/** SHA-256 of a node's key, in hexadecimal: what an invitation names. */
export function keyDigest(publicKey: Uint8Array): string {
  return hash('sha256', publicKey, 'hex');
}

/** The same as two people read it to each other: eight groups of five digits, 133 bits. */
export function spokenFingerprint(publicKey: Uint8Array): string {
  const digest = hash('sha256', publicKey, 'buffer');
  return Array.from({ length: 8 }, (_, place) => {
    const number = digest.readUIntBE(place * 4, 4) % 100_000;
    return String(number).padStart(5, '0');
  }).join(' ');
}
