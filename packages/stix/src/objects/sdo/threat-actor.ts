import { listOf } from '../../values/collections.ts';
import { notEarlier } from '../../values/rules.ts';
import { string } from '../../values/scalars.ts';
import { timestamp } from '../../values/timestamps.ts';
import { required } from '../../values/value-type.ts';
import {
  attackMotivation,
  attackResourceLevel,
  threatActorRole,
  threatActorSophistication,
  threatActorType,
} from '../../vocabularies/open-vocabularies.ts';
import { coreProperties, notModifiedBeforeCreated } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

export const threatActorObject = objectType(
  'threat-actor',
  'sdo',
  '4.17',
  {
    ...coreProperties,
    name: required(string),
    description: string,
    threat_actor_types: listOf(threatActorType),
    aliases: listOf(string),
    first_seen: timestamp,
    last_seen: timestamp,
    roles: listOf(threatActorRole),
    goals: listOf(string),
    sophistication: threatActorSophistication,
    resource_level: attackResourceLevel,
    primary_motivation: attackMotivation,
    secondary_motivations: listOf(attackMotivation),
    personal_motivations: listOf(attackMotivation),
  },
  [notModifiedBeforeCreated, notEarlier('last_seen', 'first_seen')],
);
