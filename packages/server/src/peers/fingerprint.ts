import { hash } from 'node:crypto';
import { fingerprint, type PublicJwk } from '@entente/exchange';

/** SHA-256 of a node's key, in hexadecimal: what an invitation names. */
export function keyDigest(publicKey: Uint8Array): string {
  return hash('sha256', publicKey, 'hex');
}

/** What two people read to each other of a node's key: the fingerprint that the roster shows of it, too. */
export function spokenFingerprint(publicKey: Uint8Array): string {
  return fingerprint(nodeKeyOf(publicKey));
}

/** The 32 bytes of a node's Ed25519 key as the roster has them (RFC 8037, section 2). */
export function nodeKeyOf(publicKey: Uint8Array): PublicJwk {
  return { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') };
}
