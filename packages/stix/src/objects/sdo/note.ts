import { listOf } from '../../values/collections.ts';
import { referenceToAny } from '../../values/identifiers.ts';
import { string } from '../../values/scalars.ts';
import { required } from '../../values/value-type.ts';
import { coreProperties, notModifiedBeforeCreated } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

export const noteObject = objectType(
  'note',
  'sdo',
  '4.13',
  {
    ...coreProperties,
    abstract: string,
    content: required(string),
    authors: listOf(string),
    object_refs: required(listOf(referenceToAny)),
  },
  [notModifiedBeforeCreated],
);
