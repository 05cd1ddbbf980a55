import { string } from '../../values/scalars.ts';
import { required } from '../../values/value-type.ts';
import { coreProperties, notModifiedBeforeCreated } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

export const courseOfActionObject = objectType(
  'course-of-action',
  'sdo',
  '4.3',
  {
    ...coreProperties,
    name: required(string),
    description: string,
  },
  [notModifiedBeforeCreated],
);
