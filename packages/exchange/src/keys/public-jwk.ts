import { z } from 'zod';

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'is not 32 bytes in base64url');

/** A public key as a JWK (RFC 7517): Ed25519 (RFC 8037) or P-256 (RFC 7518, section 6.2), and nothing beside it. */
export const PublicJwk = z.discriminatedUnion('kty', [
  z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: coordinate }),
  z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate }),
]);
export type PublicJwk = z.infer<typeof PublicJwk>;

/** The same with its private part, `d`. */
export type PrivateJwk = PublicJwk & { readonly d: string };

/** The public part of a private key. */
export function publicPart(key: PrivateJwk): PublicJwk {
  return key.kty === 'OKP'
    ? { kty: key.kty, crv: key.crv, x: key.x }
    : { kty: key.kty, crv: key.crv, x: key.x, y: key.y };
}

/** The algorithm that a key signs with (RFC 8037, section 3.1; RFC 7518, section 3.4): the key decides, not a header. */
export function algorithmOf({ kty }: PublicJwk): 'EdDSA' | 'ES256' {
  return kty === 'OKP' ? 'EdDSA' : 'ES256';
}
