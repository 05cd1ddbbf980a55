import type { JsonObject, JsonValue } from '../json/json-value.ts';
import { isList, isObject } from '../values/value-type.ts';

const MAX_DEPTH = 64;

/** A reference from one object to another. */
export type Reference = {
  /** The way to the property, without list indexes: `object_refs`, `granular_markings.marking_ref`. */
  readonly property: string;
  /** The id of the other object. */
  readonly target: string;
};

/** What an object refers to: all its `_ref` and `_refs` properties, those of extensions and other parts included. */
export function referencesOf(object: JsonObject): Reference[] {
  const found: Reference[] = [];
  collect(object, '', 0, found);
  return found;
}

function collect(object: JsonObject, prefix: string, depth: number, found: Reference[]): void {
  for (const name of Object.keys(object)) {
    const value = object[name];
    if (typeof value === 'string') {
      if (name.endsWith('_ref')) add(prefix + name, value, found);
    } else if (typeof value === 'object' && value !== null) collectNested(value, name, prefix, depth, found);
  }
}

function collectNested(
  value: readonly JsonValue[] | JsonObject,
  name: string,
  prefix: string,
  depth: number,
  found: Reference[],
): void {
  if (depth >= MAX_DEPTH) return;
  if (isObject(value)) collect(value, `${prefix}${name}.`, depth + 1, found);
  else if (isList(value)) {
    const isReferences = name.endsWith('_refs');
    for (const item of value) {
      if (typeof item === 'string') {
        if (isReferences) add(prefix + name, item, found);
      } else if (typeof item === 'object' && item !== null) collectNested(item, name, prefix, depth + 1, found);
    }
  }
}

/** References inside a deprecated observable container are keys of the container, not ids, and are left out. */
function add(property: string, target: string, found: Reference[]): void {
  if (target.includes('--')) found.push({ property, target });
}
