import type { JsonValue } from '@entente/stix';
import type { Draft } from '../../json/json-access.ts';
import { timeOfText } from '../misp-time.ts';
import type { ObjectFields } from './object-fields.ts';

/** How MISP's text becomes a value of STIX. */
export type FieldKind = 'text' | 'integer' | 'boolean' | 'time' | 'list';

/** A relation of a MISP object, the STIX property it fills, and how. `list` takes every value of the relation. */
export type FieldRow = readonly [relation: string, property: string, kind?: FieldKind];

const READERS: Readonly<Record<Exclude<FieldKind, 'list'>, (text: string) => JsonValue | undefined>> = {
  text: (text) => text,
  integer: (text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : undefined),
  boolean: (text) => (/^(?:true|1|yes)$/i.test(text) ? true : /^(?:false|0|no)$/i.test(text) ? false : undefined),
  time: timeOfText,
};

/** The STIX properties that the rows give. A value that is not of its kind is left where it was. */
export function takeProperties(fields: ObjectFields, rows: readonly FieldRow[]): Draft {
  const properties: Draft = {};
  for (const [relation, property, kind = 'text'] of rows) {
    if (properties[property] !== undefined) continue;
    if (kind === 'list') {
      const values = fields.takeAll(relation);
      if (values.length > 0) properties[property] = values;
      continue;
    }
    const field = fields.takeField(relation);
    if (field === undefined) continue;
    const value = READERS[kind](field.value);
    if (value === undefined) fields.restore(field);
    else properties[property] = value;
  }
  return properties;
}
