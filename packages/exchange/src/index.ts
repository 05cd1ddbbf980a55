export { claimedKeyId, claimedPayload, type JwsType, jwsTypes, openJws, signJws } from './jws/compact-jws.ts';
export { fingerprint, fingerprintOf } from './keys/fingerprint.ts';
export { keyId } from './keys/key-id.ts';
export { algorithmOf, type PrivateJwk, PublicJwk, publicPart } from './keys/public-jwk.ts';
