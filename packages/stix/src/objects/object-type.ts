import { type PropertyTable, propertyTable } from '../values/structure.ts';
import type { Properties, PropertyDefinition, Rule } from '../values/value-type.ts';
import type { Kind } from './kinds.ts';

/** An object type as the standard defines it. */
export type ObjectType = {
  readonly type: string;
  readonly kind: Kind;
  /** The section of STIX 2.1 that defines the type, like `4.7`. */
  readonly section: string;
  /** Common and own properties by name, in the order of the standard's tables. */
  readonly properties: ReadonlyMap<string, PropertyDefinition>;
  /** What the standard asks of several properties together. */
  readonly rules: readonly Rule[];
  readonly table: PropertyTable;
};

export function objectType(
  type: string,
  kind: Kind,
  section: string,
  properties: Properties,
  rules: readonly Rule[] = [],
): ObjectType {
  const table = propertyTable(properties);
  return { type, kind, section, properties: table.byName, rules, table };
}
