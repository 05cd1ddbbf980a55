import { listOf } from '../../values/collections.ts';
import { notEarlier } from '../../values/rules.ts';
import { string } from '../../values/scalars.ts';
import { timestamp } from '../../values/timestamps.ts';
import { required } from '../../values/value-type.ts';
import { attackMotivation, attackResourceLevel } from '../../vocabularies/open-vocabularies.ts';
import { coreProperties, notModifiedBeforeCreated } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

export const intrusionSetObject = objectType(
  'intrusion-set',
  'sdo',
  '4.9',
  {
    ...coreProperties,
    name: required(string),
    description: string,
    aliases: listOf(string),
    first_seen: timestamp,
    last_seen: timestamp,
    goals: listOf(string),
    resource_level: attackResourceLevel,
    primary_motivation: attackMotivation,
    secondary_motivations: listOf(attackMotivation),
  },
  [notModifiedBeforeCreated, notEarlier('last_seen', 'first_seen')],
);
