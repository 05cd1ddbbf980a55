import { listOf } from '../../values/collections.ts';
import { string } from '../../values/scalars.ts';
import { required } from '../../values/value-type.ts';
import { identityClass, industrySector } from '../../vocabularies/open-vocabularies.ts';
import { coreProperties, notModifiedBeforeCreated } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

export const identityObject = objectType(
  'identity',
  'sdo',
  '4.5',
  {
    ...coreProperties,
    name: required(string),
    description: string,
    roles: listOf(string),
    identity_class: identityClass,
    sectors: listOf(industrySector),
    contact_information: string,
  },
  [notModifiedBeforeCreated],
);
