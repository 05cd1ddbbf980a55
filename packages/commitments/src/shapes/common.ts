import type { Fields } from '@entente/positions';
import type { JsonObject, StixObject } from '@entente/stix';
import type { Source } from '../ledger/commitment.ts';

/** Who recorded an object, and when. What a viewer has from a source without `created` counts from the beginning. */
export function recordOf(object: StixObject): { readonly owner: string; readonly recorded: string } {
  return {
    owner: typeof object.created_by_ref === 'string' ? object.created_by_ref : '',
    recorded: typeof object.created === 'string' ? object.created : '',
  };
}

/** Who says it: an identity, a name, or else whoever recorded it. */
export function readSource(fields: Fields, owner: string): Source {
  const ref = fields.ref('source_ref', ['identity']);
  const name = fields.text('source_name');
  const key = ref ?? (name === undefined ? owner : name.trim().toLowerCase());
  return { key, name: name ?? '' };
}

/** The properties that `readSource` reads. */
export function writeSource({ key, name }: Source): JsonObject {
  return {
    ...(key.startsWith('identity--') ? { source_ref: key } : {}),
    ...(name === '' ? {} : { source_name: name }),
  };
}

/** Notes that a property is missing, unless it is there and wrong. */
export function require(fields: Fields, values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    const isTold = fields.problems.some((each) => each.startsWith(`${name} `));
    if (value === undefined && !isTold) fields.problems.push(`${name} is missing`);
  }
}
