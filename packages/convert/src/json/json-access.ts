import type { JsonObject, JsonValue } from '@entente/stix';

/** A JSON object under construction. */
export type Draft = Record<string, JsonValue>;

/** The value as a JSON object, or undefined if it is anything else. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** The value as a list; anything else is an empty one. */
export function asList(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** The members of a list that are JSON objects, each with its place in the list. */
export function objectsIn(value: JsonValue | undefined): { readonly index: number; readonly object: JsonObject }[] {
  return asList(value).flatMap((member, index) => {
    const object = asObject(member);
    return object === undefined ? [] : [{ index, object }];
  });
}

/** A string or number as trimmed text, or undefined if it is empty or something else. MISP writes both for either. */
export function asText(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text === '' ? undefined : text;
}

/** Whether a flag is set, in any of the ways in which MISP writes one: true, 1 or "1". */
export function isSet(value: unknown): boolean {
  return value === true || value === 1 || value === '1' || value === 'true';
}

/** Sets an own property whatever its name, `__proto__` included. */
export function setProperty(draft: Draft, name: string, value: JsonValue): void {
  Object.defineProperty(draft, name, { value, writable: true, enumerable: true, configurable: true });
}
