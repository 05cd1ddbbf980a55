import { listOf } from '../../values/collections.ts';
import { killChainPhase } from '../../values/kill-chain-phase.ts';
import { notEarlier } from '../../values/rules.ts';
import { string } from '../../values/scalars.ts';
import { timestamp } from '../../values/timestamps.ts';
import { required } from '../../values/value-type.ts';
import { infrastructureType } from '../../vocabularies/open-vocabularies.ts';
import { coreProperties, notModifiedBeforeCreated } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

export const infrastructureObject = objectType(
  'infrastructure',
  'sdo',
  '4.8',
  {
    ...coreProperties,
    name: required(string),
    description: string,
    infrastructure_types: listOf(infrastructureType),
    aliases: listOf(string),
    kill_chain_phases: listOf(killChainPhase),
    first_seen: timestamp,
    last_seen: timestamp,
  },
  [notModifiedBeforeCreated, notEarlier('last_seen', 'first_seen')],
);
