import type { JsonObject } from '@entente/stix';
import type { Draft } from '../../json/json-access.ts';
import type { Conversion } from '../conversion.ts';
import { type FieldRow, takeProperties } from './field-kinds.ts';
import type { ObjectFields } from './object-fields.ts';

/** The object that a MISP object becomes: its type and the properties that are its own. */
export type DomainProperties = { readonly type: string; readonly properties: JsonObject };

/** What a row may need to know besides the fields. */
export type DomainContext = {
  /** The object's description in MISP's words of its kind, and its comment. */
  readonly comment?: string;
  /** The STIX ids of what the object refers to. */
  readonly references: readonly string[];
  readonly conversion: Conversion;
};

/** How one kind of MISP object becomes a domain object. Undefined where it lacks what the type requires. */
export type DomainRow = (fields: ObjectFields, context: DomainContext) => DomainProperties | undefined;

/** The row for a type whose properties have fields of their own, and that requires some of them. */
export function plainRow(
  type: string,
  required: readonly string[],
  rows: readonly FieldRow[],
  more: (fields: ObjectFields, taken: Draft, context: DomainContext) => JsonObject = () => ({}),
): DomainRow {
  return (fields, context) => {
    const taken = takeProperties(fields, rows);
    const added = more(fields, taken, context);
    const description =
      taken.description === undefined && context.comment !== undefined ? { description: context.comment } : {};
    const properties: JsonObject = { ...taken, ...description, ...added };
    if (required.some((property) => properties[property] === undefined)) return undefined;
    return { type, properties: { ...properties, ...fields.rest() } };
  };
}
