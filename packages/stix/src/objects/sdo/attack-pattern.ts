import { listOf } from '../../values/collections.ts';
import { killChainPhase } from '../../values/kill-chain-phase.ts';
import { string } from '../../values/scalars.ts';
import { required } from '../../values/value-type.ts';
import { catalogueIds } from '../catalogue-ids.ts';
import { coreProperties, notModifiedBeforeCreated } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

export const attackPatternObject = objectType(
  'attack-pattern',
  'sdo',
  '4.1',
  {
    ...coreProperties,
    name: required(string),
    description: string,
    aliases: listOf(string),
    kill_chain_phases: listOf(killChainPhase),
  },
  [notModifiedBeforeCreated, catalogueIds('capec', /^CAPEC-[0-9]+$/, 'CAPEC-163')],
);
