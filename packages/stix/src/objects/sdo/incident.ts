import { string } from '../../values/scalars.ts';
import { required } from '../../values/value-type.ts';
import { coreProperties, notModifiedBeforeCreated } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

export const incidentObject = objectType(
  'incident',
  'sdo',
  '4.6',
  {
    ...coreProperties,
    name: required(string),
    description: string,
  },
  [notModifiedBeforeCreated],
);
