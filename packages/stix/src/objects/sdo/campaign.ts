import { listOf } from '../../values/collections.ts';
import { notEarlier } from '../../values/rules.ts';
import { string } from '../../values/scalars.ts';
import { timestamp } from '../../values/timestamps.ts';
import { required } from '../../values/value-type.ts';
import { coreProperties, notModifiedBeforeCreated } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

export const campaignObject = objectType(
  'campaign',
  'sdo',
  '4.2',
  {
    ...coreProperties,
    name: required(string),
    description: string,
    aliases: listOf(string),
    first_seen: timestamp,
    last_seen: timestamp,
    objective: string,
  },
  [notModifiedBeforeCreated, notEarlier('last_seen', 'first_seen')],
);
