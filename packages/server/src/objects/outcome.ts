import type { JsonObject, JsonValue } from '@entente/stix';
import type { Refusal } from './refusals.ts';

/** What became of one object; `version` is '' where it has none of its own. */
export type Outcome =
  | {
      readonly state: 'stored' | 'unchanged';
      readonly id: string;
      readonly version: string;
      /** Why what was stored is its owner's alone, as `Clause.closed` says it; missing where it is not. */
      readonly closed?: readonly string[];
    }
  | { readonly state: 'refused'; readonly id: string; readonly version: string; readonly refusals: readonly Refusal[] };

/** Of what may be no object at all: without a version of its own, that of the moment. */
export function refused(value: JsonValue, refusals: readonly Refusal[], now: string): Outcome {
  const object = isJsonObject(value) ? value : {};
  return {
    state: 'refused',
    id: idOf(value) ?? 'unknown',
    version: [object.modified, object.created, now].find((stamp) => typeof stamp === 'string') ?? now,
    refusals,
  };
}

/** The id that it says it has, whatever it is. */
export function idOf(value: JsonValue): string | undefined {
  return isJsonObject(value) && typeof value.id === 'string' ? value.id : undefined;
}

function isJsonObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
