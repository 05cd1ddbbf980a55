import { canonicalize, type JsonObject } from '@entente/stix';
import { CompactSign, compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import { keyId } from '../keys/key-id.ts';
import { algorithmOf, type PrivateJwk, type PublicJwk, publicPart } from '../keys/public-jwk.ts';

/** What a signature can be of. It stands in the protected header, so that none passes for another (RFC 8725, 3.11). */
export const jwsTypes = {
  batch: 'entente-batch+json',
  roster: 'entente-roster+json',
  message: 'entente-message+json',
  messages: 'entente-messages+json',
} as const;
export type JwsType = (typeof jwsTypes)[keyof typeof jwsTypes];

/** Why a JWS was not opened. */
export type JwsRefusal = 'malformed-signature' | 'bad-signature';

export type OpenedJws =
  | { readonly state: 'opened'; readonly payload: JsonObject }
  | { readonly state: 'refused'; readonly reason: JwsRefusal };

const maximumLength = 1_000_000;
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Signs a JSON object in its canonical form: a JWS in compact form (RFC 7515, section 7.1). */
export async function signJws(payload: JsonObject, type: JwsType, key: PrivateJwk): Promise<string> {
  const alg = algorithmOf(key);
  return new CompactSign(Buffer.from(canonicalize(payload)))
    .setProtectedHeader({ alg, kid: keyId(publicPart(key)), typ: type })
    .sign(await importJWK({ ...key }, alg));
}

/** The id of the key that a JWS claims to be signed with; undefined where it is no JWS of that type. Verifies nothing. */
export function claimedKeyId(jws: string, type: JwsType): string | undefined {
  if (jws.length > maximumLength) return undefined;
  try {
    const { kid, typ } = decodeProtectedHeader(jws);
    return typ === type && typeof kid === 'string' ? kid : undefined;
  } catch {
    return undefined;
  }
}

/** The payload of a JWS, unverified, for what must be known before the key is; undefined where it has none. */
export function claimedPayload(jws: string): JsonObject | undefined {
  const [, encoded = ''] = jws.split('.');
  return jws.length > maximumLength ? undefined : parse(Buffer.from(encoded, 'base64url'));
}

/** Opens a JWS that this key must have made. Only the algorithm of the key counts, whatever the header says. */
export async function openJws(jws: string, type: JwsType, key: PublicJwk): Promise<OpenedJws> {
  if (claimedKeyId(jws, type) !== keyId(key)) return { state: 'refused', reason: 'malformed-signature' };
  const bytes = await verifyCompact(jws, key);
  if (bytes === undefined) return { state: 'refused', reason: 'bad-signature' };
  const payload = parse(bytes);
  return payload === undefined ? { state: 'refused', reason: 'malformed-signature' } : { state: 'opened', payload };
}

/** The bytes under a compact JWS (RFC 7515, section 5.2); undefined where this key did not sign it. */
export async function verifyCompact(jws: string, key: PublicJwk): Promise<Uint8Array | undefined> {
  try {
    const algorithm = algorithmOf(key);
    return (await compactVerify(jws, await importJWK({ ...key }, algorithm), { algorithms: [algorithm] })).payload;
  } catch {
    return undefined;
  }
}

function parse(payload: Uint8Array): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(decoder.decode(payload));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}
