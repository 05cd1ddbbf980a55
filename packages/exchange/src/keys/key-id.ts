import { hash } from 'node:crypto';
import type { PublicJwk } from './public-jwk.ts';

/** The id of a key: its JWK thumbprint with SHA-256 (RFC 7638), in base64url. */
export function keyId(key: PublicJwk): string {
  // Required members only, in lexicographic order (RFC 7638, section 3.2; RFC 8037, section 2).
  const { crv, kty, x } = key;
  const required = key.kty === 'OKP' ? { crv, kty, x } : { crv, kty, x, y: key.y };
  return hash('sha256', JSON.stringify(required), 'base64url');
}
