import { listOf } from '../../values/collections.ts';
import { referenceToAny } from '../../values/identifiers.ts';
import { string } from '../../values/scalars.ts';
import { required } from '../../values/value-type.ts';
import { groupingContext } from '../../vocabularies/open-vocabularies.ts';
import { coreProperties, notModifiedBeforeCreated } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

export const groupingObject = objectType(
  'grouping',
  'sdo',
  '4.4',
  {
    ...coreProperties,
    name: required(string),
    description: string,
    context: required(groupingContext),
    object_refs: required(listOf(referenceToAny)),
  },
  [notModifiedBeforeCreated],
);
