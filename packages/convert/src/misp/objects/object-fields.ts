import type { JsonObject, JsonValue } from '@entente/stix';
import { asText, type Draft, objectsIn, setProperty } from '../../json/json-access.ts';
import { isDeleted } from '../origin.ts';

/** One attribute of a MISP object, by the name of its relation to the object. */
export type Field = {
  readonly relation: string;
  readonly value: string;
  readonly data?: string;
  readonly attribute: JsonObject;
};

/**
 * The attributes of a MISP object. Each is read out once; what no row reads remains, and is kept as custom properties.
 */
export type ObjectFields = {
  readonly all: readonly Field[];
  /** The first value of a relation. Further ones remain. */
  readonly take: (relation: string) => string | undefined;
  /** The first attribute of a relation, for its data. */
  readonly takeField: (relation: string) => Field | undefined;
  /** Every value of the relations, in their order. */
  readonly takeAll: (...relations: readonly string[]) => string[];
  /** Every attribute of the relations, in their order. */
  readonly takeFields: (...relations: readonly string[]) => Field[];
  /** Puts back what turned out to be of no use. */
  readonly restore: (field: Field) => void;
  /** What was not read, as `x_misp_` properties, as in MISP's documentation. */
  readonly rest: () => JsonObject;
};

/** Reads the attributes of a MISP object, without deleted ones and those that have no value. */
export function readFields(object: JsonObject): ObjectFields {
  const all = objectsIn(object.Attribute).flatMap(({ object: attribute }): Field[] => {
    const relation = asText(attribute.object_relation) ?? asText(attribute.type);
    const value = asText(attribute.value);
    if (relation === undefined || value === undefined || isDeleted(attribute)) return [];
    const data = asText(attribute.data);
    return [{ relation, value, attribute, ...(data === undefined ? {} : { data }) }];
  });
  const remaining = new Set(all);
  const takeField = (relation: string): Field | undefined => {
    for (const field of remaining) {
      if (field.relation === relation) {
        remaining.delete(field);
        return field;
      }
    }
    return undefined;
  };
  const takeFields = (...relations: readonly string[]): Field[] => {
    const taken = [...remaining].filter(({ relation }) => relations.includes(relation));
    for (const field of taken) remaining.delete(field);
    return taken;
  };
  return {
    all,
    takeField,
    takeFields,
    take: (relation) => takeField(relation)?.value,
    takeAll: (...relations) => takeFields(...relations).map(({ value }) => value),
    restore: (field) => void remaining.add(field),
    rest: () => customProperties([...remaining]),
  };
}

function customProperties(fields: readonly Field[]): JsonObject {
  const values = new Map<string, string[]>();
  for (const { relation, value } of fields) {
    const name = customName(relation);
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  }
  const properties: Draft = {};
  for (const [name, [first, ...more]] of values) {
    if (first !== undefined) setProperty(properties, name, more.length > 0 ? [first, ...more] : first);
  }
  return properties;
}

/** The custom property for a MISP name: `first-seen` is `x_misp_first_seen` (section 3.1: a-z, 0-9 and _, up to 250). */
function customName(name: string): string {
  return `x_misp_${name.toLowerCase().replace(/[^a-z0-9_]+/g, '_')}`.slice(0, 250);
}

/** Custom properties for the values of a dictionary, such as the `meta` of a galaxy cluster. */
export function customPropertiesOf(dictionary: JsonObject, except: ReadonlySet<string>): JsonObject {
  const properties: Draft = {};
  for (const [name, value] of Object.entries(dictionary)) {
    if (!except.has(name) && isPlain(value)) setProperty(properties, customName(name), value);
  }
  return properties;
}

function isPlain(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((member) => typeof member === 'string');
  return (typeof value === 'string' && value !== '') || typeof value === 'boolean' || typeof value === 'number';
}
