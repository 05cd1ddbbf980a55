import { typeOfIdentifier } from '../../ids/identifier.ts';
import { listOf } from '../../values/collections.ts';
import { referenceToScoOrSro } from '../../values/identifiers.ts';
import { exactlyOneOf, notEarlier } from '../../values/rules.ts';
import { integerBetween } from '../../values/scalars.ts';
import { timestamp } from '../../values/timestamps.ts';
import { isList, type Rule, required } from '../../values/value-type.ts';
import { coreProperties, notModifiedBeforeCreated } from '../common-properties.ts';
import { kindOf } from '../kinds.ts';
import { objectType } from '../object-type.ts';
import { observableContainer } from '../sco/observable-container.ts';

/** Types that the standard does not know may be observables. */
const refersToObservable: Rule = ({ object_refs: references }, report) => {
  if (!isList(references) || references.length === 0) return;
  const kinds = references.map((id) => (typeof id === 'string' ? kindOf(typeOfIdentifier(id) ?? '') : 'unknown'));
  if (!kinds.includes('sco') && !kinds.includes('unknown')) {
    report.refuse('at-least-one', report.section, 'Must refer to at least one cyber-observable object.', 'object_refs');
  }
};

export const observedDataObject = objectType(
  'observed-data',
  'sdo',
  '4.14',
  {
    ...coreProperties,
    first_observed: required(timestamp),
    last_observed: required(timestamp),
    number_observed: required(integerBetween(1, 999_999_999)),
    objects: observableContainer,
    object_refs: listOf(referenceToScoOrSro),
  },
  [
    notModifiedBeforeCreated,
    notEarlier('last_observed', 'first_observed'),
    exactlyOneOf('objects', 'object_refs'),
    refersToObservable,
  ],
);
