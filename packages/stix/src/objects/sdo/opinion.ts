import { listOf } from '../../values/collections.ts';
import { referenceToAny } from '../../values/identifiers.ts';
import { string } from '../../values/scalars.ts';
import { required } from '../../values/value-type.ts';
import { opinion } from '../../vocabularies/enumerations.ts';
import { coreProperties, notModifiedBeforeCreated } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

export const opinionObject = objectType(
  'opinion',
  'sdo',
  '4.15',
  {
    ...coreProperties,
    explanation: string,
    authors: listOf(string),
    opinion: required(opinion),
    object_refs: required(listOf(referenceToAny)),
  },
  [notModifiedBeforeCreated],
);
