import type { JsonObject, JsonValue } from '../src/json/json-value.ts';
import validObjects from './fixtures/valid-objects.json' with { type: 'json' };

/** How an object of the fixtures is changed before it is validated. */
export type Change = {
  /** The name of a valid object. */
  readonly base: string;
  /** Values by path: `objects.0.value`; steps into lists are not needed. */
  readonly set?: { readonly [path: string]: JsonValue | undefined };
  readonly remove?: readonly string[];
};

type Mutable = { [key: string]: JsonValue };

/** Valid objects of every type, by name. */
export const examples: { readonly [name: string]: JsonObject } = validObjects;

/** A copy of a valid object with the change made. */
export function changedObject({ base, set = {}, remove = [] }: Change): JsonObject {
  const object = structuredClone(examples[base]) as Mutable | undefined;
  if (object === undefined) throw new Error(`The fixtures have no object ${base}`);
  for (const path of remove) {
    const [parent, name] = resolve(object, path);
    if (!(name in parent)) throw new Error(`${base} has no ${path} to remove`);
    delete parent[name];
  }
  for (const [path, value] of Object.entries(set)) {
    const [parent, name] = resolve(object, path);
    parent[name] = value ?? null;
  }
  return object;
}

/** The parent of what a path names, and the name in it. A name that is no path of the object is taken whole. */
function resolve(object: Mutable, path: string): [Mutable, string] {
  const steps = path.split('.');
  const name = steps.pop() ?? '';
  let parent: JsonValue = object;
  for (const step of steps) parent = (parent as Mutable)?.[step] ?? null;
  return typeof parent === 'object' && parent !== null ? [parent as Mutable, name] : [object, path];
}
