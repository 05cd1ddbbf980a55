import canonicalizeJson from 'canonicalize';
import type { JsonValue } from './json-value.ts';

/**
 * The canonical text of a JSON value (RFC 8785, JSON Canonicalization Scheme).
 *
 * Recurses by depth, so the value must come from input of bounded depth. Throws for a string with a lone surrogate and
 * for numbers that JSON cannot write, neither of which a value from ObjectSplitter holds.
 */
export function canonicalize(value: JsonValue): string {
  const text = canonicalizeJson(value);
  if (text === undefined) throw new TypeError('Only JSON values have a canonical form');
  return text;
}
