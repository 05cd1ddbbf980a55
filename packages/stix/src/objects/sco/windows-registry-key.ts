import { listOf } from '../../values/collections.ts';
import { observableReference } from '../../values/identifiers.ts';
import { registryKey } from '../../values/observable-values.ts';
import { atLeastOneOf } from '../../values/rules.ts';
import { integer, string } from '../../values/scalars.ts';
import { structure } from '../../values/structure.ts';
import { timestamp } from '../../values/timestamps.ts';
import type { Properties } from '../../values/value-type.ts';
import { windowsRegistryDatatype } from '../../vocabularies/enumerations.ts';
import { observableProperties } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

const registryValue = structure(
  'windows-registry-value-type',
  '6.17.2',
  { name: string, data: string, data_type: windowsRegistryDatatype },
  [atLeastOneOf('name', 'data', 'data_type')],
);

const ownProperties: Properties = {
  key: registryKey,
  values: listOf(registryValue),
  modified_time: timestamp,
  creator_user_ref: observableReference('user-account'),
  number_of_subkeys: integer,
};

export const windowsRegistryKeyObject = objectType(
  'windows-registry-key',
  'sco',
  '6.17',
  { ...observableProperties(), ...ownProperties },
  [atLeastOneOf(...Object.keys(ownProperties), 'extensions')],
);
