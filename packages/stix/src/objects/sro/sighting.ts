import { listOf } from '../../values/collections.ts';
import { referenceTo, referenceToSdo } from '../../values/identifiers.ts';
import { notEarlier } from '../../values/rules.ts';
import { boolean, integerBetween, string } from '../../values/scalars.ts';
import { timestamp } from '../../values/timestamps.ts';
import { required, type ValueType } from '../../values/value-type.ts';
import { coreProperties, notModifiedBeforeCreated } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

/** Errata 01 calls it a string, but gives it the default value false, as the edition before, which called it a boolean. */
const summary: ValueType = {
  name: 'boolean',
  check: (value, report) => (typeof value === 'string' ? string : boolean).check(value, report),
};

export const sightingObject = objectType(
  'sighting',
  'sro',
  '5.2',
  {
    ...coreProperties,
    description: string,
    first_seen: timestamp,
    last_seen: timestamp,
    count: integerBetween(0, 999_999_999),
    sighting_of_ref: required(referenceToSdo),
    observed_data_refs: listOf(referenceTo('observed-data')),
    where_sighted_refs: listOf(referenceTo('identity', 'location')),
    summary,
  },
  [notModifiedBeforeCreated, notEarlier('last_seen', 'first_seen')],
);
