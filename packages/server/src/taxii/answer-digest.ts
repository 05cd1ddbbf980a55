import { createHash } from 'node:crypto';

/**
 * A header with which a client asks for a digest of the answer, and in which it gets it. Over plain http, or through
 * what ends TLS on the way, a byte that changed would else be taken for what was sent.
 */
export const digestHeader = 'X-Entente-Digest';
/** What it asks for. */
export const digestWanted = 'sha-256';

/** Over the body before it was packed, and the date up to which it reaches: whoever goes on from there misses nothing. */
export function answerDigest(body: string | Uint8Array, dateAddedLast: string | undefined): string {
  return createHash('sha256')
    .update(`${dateAddedLast ?? ''}\n`)
    .update(body)
    .digest('base64url');
}
