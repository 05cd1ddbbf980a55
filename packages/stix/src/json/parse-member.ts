import { isUtf8 } from 'node:buffer';
import { isList } from '../values/value-type.ts';
import type { JsonObject, JsonValue } from './json-value.ts';
import type { MemberRule } from './split-item.ts';

export type ParsedMember =
  | { readonly ok: true; readonly value: JsonObject }
  | { readonly ok: false; readonly rule: MemberRule; readonly message: string };

/**
 * Parses one JSON object of bounded depth, strictly: UTF-8, no key twice, no half of a surrogate pair.
 *
 * `colons` is the number of colons outside of strings. In valid JSON each stands for one member, so that a key that
 * occurs twice shows as a colon without a property.
 */
export function parseMember(bytes: Buffer, colons: number): ParsedMember {
  if (!isUtf8(bytes)) return bad('invalid-utf8', 'The bytes are not UTF-8');
  let value: JsonValue;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    return bad('invalid-json', `Not valid JSON${positionIn(error)}`);
  }
  if (!isObject(value)) return bad('not-an-object', 'Not a JSON object');
  if (countKeys(value) !== colons) return bad('duplicate-key', 'A key occurs twice in the same JSON object');
  if (mayHoldSurrogateEscape(bytes) && !isWellFormed(value)) {
    return bad('lone-surrogate', 'A string holds half of a surrogate pair, which is no character');
  }
  return { ok: true, value };
}

function bad(rule: MemberRule, message: string): ParsedMember {
  return { ok: false, rule, message };
}

/** The engine's own message quotes the content, so only the place is taken from it. */
function positionIn(error: unknown): string {
  const position = error instanceof Error ? /at position \d+/.exec(error.message) : null;
  return position === null ? '' : ` ${position[0]}`;
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function countKeys(value: JsonObject | readonly JsonValue[]): number {
  let count = 0;
  if (isList(value)) {
    for (const child of value) if (typeof child === 'object' && child !== null) count += countKeys(child);
  } else {
    // What was just parsed inherits nothing that could be counted, and a list of its keys would be made for nothing.
    for (const key in value) {
      const child = value[key];
      count += typeof child === 'object' && child !== null ? countKeys(child) + 1 : 1;
    }
  }
  return count;
}

/** In UTF-8 surrogates can only come as escapes, `\ud800` to `\udfff`. */
function mayHoldSurrogateEscape(bytes: Buffer): boolean {
  return bytes.includes('\\ud') || bytes.includes('\\uD');
}

function isWellFormed(value: JsonValue): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isWellFormed);
  return Object.entries(value).every(([key, child]) => key.isWellFormed() && isWellFormed(child));
}
