import type { JsonValue } from './json-value.ts';

/**
 * The canonical text of a JSON value (RFC 8785, JSON Canonicalization Scheme).
 *
 * Recurses by depth, so the value must come from input of bounded depth. Throws TypeError for a string with a lone
 * surrogate and for numbers that JSON cannot write, neither of which a value from ObjectSplitter holds.
 */
export function canonicalize(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return canonicalScalar(value);
  if (isList(value)) return `[${value.map(canonicalize).join(',')}]`;
  let members = '';
  // By UTF-16 code units (section 3.2.3), as `sort` does.
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    members += `${members === '' ? '' : ','}${canonicalScalar(key)}:${canonicalize(member)}`;
  }
  return `{${members}}`;
}

/** ECMAScript writes literals, strings and numbers as the scheme demands (section 3.2.2). */
function canonicalScalar(value: string | number | boolean | null): string {
  const isWritable =
    typeof value === 'string' ? value.isWellFormed() : typeof value !== 'number' || Number.isFinite(value);
  if (!isWritable || value === undefined) throw new TypeError('Only JSON values have a canonical form');
  return JSON.stringify(value);
}

/** `Array.isArray` takes no account of lists that are only read. */
function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
