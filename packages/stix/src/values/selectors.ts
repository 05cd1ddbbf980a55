import type { JsonObject, JsonValue } from '../json/json-value.ts';
import { isList, isObject } from './value-type.ts';

const LIST_INDEX = /^\[(0|[1-9][0-9]{0,15})\]$/;
const BRACKETS = /[[\]]/;

/** A step of a selector: the name of a property or key, or an index into a list. */
export type SelectorStep = string | number;

/** Reads a selector such as `external_references.[0].url` (section 7.2.3); undefined if it is not written right. */
export function parseSelector(selector: string): readonly SelectorStep[] | undefined {
  const steps: SelectorStep[] = [];
  for (const component of selector.split('.')) {
    const index = LIST_INDEX.exec(component)?.[1];
    if (index !== undefined) steps.push(Number(index));
    else if (component === '' || BRACKETS.test(component)) return undefined;
    else steps.push(component);
  }
  return steps;
}

/** What a selector selects in an object; undefined if that is not there. */
export function resolveSelector(object: JsonObject, steps: readonly SelectorStep[]): JsonValue | undefined {
  let value: JsonValue | undefined = object;
  for (const step of steps) {
    if (typeof step === 'number') value = isList(value) ? value[step] : undefined;
    else value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    if (value === undefined) return undefined;
  }
  return value;
}
