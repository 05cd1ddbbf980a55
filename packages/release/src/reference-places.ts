import type { JsonObject, JsonValue } from '@entente/stix';
import type { Path } from './json-tree.ts';

/** Where an object names another. */
export type ReferencePlace = { path: Path; id: string };

/** References that are never withheld: whose the object is, and what its terms are. */
const kept: ReadonlySet<string> = new Set(['created_by_ref', 'object_marking_refs', 'granular_markings']);

/** The references of an object that could be withheld: every `…_ref` and `…_refs`, however deep (STIX section 2.9). */
export function referencePlaces(object: JsonObject): ReferencePlace[] {
  const found: ReferencePlace[] = [];
  for (const key in object) if (!kept.has(key)) collect(object[key], key, [key], object.id, found);
  return found;
}

function collect(
  value: JsonValue | undefined,
  key: string,
  path: Path,
  self: JsonValue | undefined,
  found: ReferencePlace[],
) {
  if (typeof value === 'string') {
    if (key.endsWith('_ref') && value !== self) found.push({ path, id: value });
  } else if (Array.isArray(value)) {
    const isListOfReferences = key.endsWith('_refs');
    (value as readonly JsonValue[]).forEach((item, index) => {
      if (typeof item !== 'string') collect(item, '', [...path, index], self, found);
      else if (isListOfReferences && item !== self) found.push({ path: [...path, index], id: item });
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [inner, item] of Object.entries(value)) collect(item, inner, [...path, inner], self, found);
  }
}
