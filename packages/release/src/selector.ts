import type { Path } from './json-tree.ts';
import type { JsonObject, JsonValue } from './stix.ts';

/** The path that a selector of a granular marking names (STIX section 7.2.3.1): `a.[0].b`. */
export function parseSelector(selector: string): Path {
  return selector.split('.').map((step) => {
    const index = /^\[(0|[1-9]\d*)\]$/.exec(step)?.[1];
    return index === undefined ? step : Number(index);
  });
}

/** The selector that names a path. */
export function formatSelector(path: Path): string {
  return path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join('.');
}

/** The value at a path; undefined where there is none. */
export function valueAt(object: JsonObject, path: Path): JsonValue | undefined {
  let value: JsonValue | undefined = object;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (Array.isArray(value) !== (typeof step === 'number') || !Object.hasOwn(value, step)) return undefined;
    value = (value as { readonly [step: string]: JsonValue })[step];
  }
  return value;
}
