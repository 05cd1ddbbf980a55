import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { Problem } from '../http/problem.ts';

/**
 * `next` of a page: where it ended, encrypted, and bound to the viewer and the query, so that it tells nothing and
 * serves nobody else (design, Release, rule 10).
 */
export type PageCursor = {
  write(position: number, boundTo: string): string;
  /** The position; throws `bad-request` for what this node did not write for this viewer and query. */
  read(cursor: string, boundTo: string): number;
};

const ivLength = 12;
const tagLength = 16;

export function createPageCursor(secret: Uint8Array): PageCursor {
  const key = createHash('sha256').update('page cursor').update(secret).digest();
  return {
    write(position, boundTo) {
      const iv = randomBytes(ivLength);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(boundTo));
      const plain = Buffer.alloc(8);
      plain.writeBigInt64BE(BigInt(position));
      return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64url');
    },
    read(cursor, boundTo) {
      const bytes = Buffer.from(cursor, 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivLength), { authTagLength: tagLength })
          .setAAD(Buffer.from(boundTo))
          .setAuthTag(bytes.subarray(-tagLength));
        const plain = Buffer.concat([decipher.update(bytes.subarray(ivLength, -tagLength)), decipher.final()]);
        return Number(plain.readBigInt64BE());
      } catch {
        throw new Problem('bad-request', 'next is not from this query: start again without it, or use added_after');
      }
    },
  };
}
