import { hash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const prefix = 'entente_';
const shape = /^entente_([A-Za-z0-9_-]{43})([0-9a-f]{8})$/;

/** A new token: `entente_`, 32 random bytes in base64url, and their CRC-32, by which leaked tokens and typos are known. */
export function newToken(): string {
  const random = randomBytes(32).toString('base64url');
  return prefix + random + checksum(random);
}

/** Whether this text can be a token at all. */
export function isToken(text: string): boolean {
  const [, random, sum] = shape.exec(text) ?? [];
  return random !== undefined && checksum(random) === sum;
}

/** What of a token is stored. 256 random bits need no salt and no slow hash. */
export function tokenHash(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

function checksum(random: string): string {
  return crc32(prefix + random)
    .toString(16)
    .padStart(8, '0');
}
