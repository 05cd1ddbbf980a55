import { hash } from 'node:crypto';

/**
 * An identifier for an object for which the standard wants a random UUID (section 2.9), made from a name, so that
 * converting the same input again gives the same object. It has the form of a UUIDv4.
 *
 * @param type the object type, e.g. `process`
 * @param name what makes the object distinct, e.g. the id of its container and its key there
 */
export function stableId(type: string, name: string): string {
  return `${type}--${stableUuid(`${type}\n${name}`)}`;
}

/** A UUID in the form of version 4, from the SHA-256 of a name. */
export function stableUuid(name: string): string {
  const digest = hash('sha256', name, 'hex');
  const variant = ((Number.parseInt(digest.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `4${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-');
}
