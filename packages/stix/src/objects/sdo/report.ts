import { listOf } from '../../values/collections.ts';
import { referenceToAny } from '../../values/identifiers.ts';
import { string } from '../../values/scalars.ts';
import { timestamp } from '../../values/timestamps.ts';
import { required } from '../../values/value-type.ts';
import { reportType } from '../../vocabularies/open-vocabularies.ts';
import { coreProperties, notModifiedBeforeCreated } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

export const reportObject = objectType(
  'report',
  'sdo',
  '4.16',
  {
    ...coreProperties,
    name: required(string),
    description: string,
    report_types: listOf(reportType),
    published: required(timestamp),
    object_refs: required(listOf(referenceToAny)),
  },
  [notModifiedBeforeCreated],
);
