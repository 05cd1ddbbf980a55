import { dictionaryOf, listOf } from '../../values/collections.ts';
import { observableReference } from '../../values/identifiers.ts';
import { atLeastOneOf } from '../../values/rules.ts';
import { boolean, integer, string } from '../../values/scalars.ts';
import { timestamp } from '../../values/timestamps.ts';
import type { Properties } from '../../values/value-type.ts';
import { observableProperties } from '../common-properties.ts';
import { objectType } from '../object-type.ts';
import { processExtensions } from './process-extensions.ts';

const ownProperties: Properties = {
  is_hidden: boolean,
  pid: integer,
  created_time: timestamp,
  cwd: string,
  command_line: string,
  environment_variables: dictionaryOf(string),
  opened_connection_refs: listOf(observableReference('network-traffic')),
  creator_user_ref: observableReference('user-account'),
  image_ref: observableReference('file'),
  parent_ref: observableReference('process'),
  child_refs: listOf(observableReference('process')),
};

export const processObject = objectType(
  'process',
  'sco',
  '6.13',
  { ...observableProperties(processExtensions), ...ownProperties },
  [atLeastOneOf(...Object.keys(ownProperties), 'extensions')],
);
