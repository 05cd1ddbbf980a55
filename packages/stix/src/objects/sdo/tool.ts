import { listOf } from '../../values/collections.ts';
import { killChainPhase } from '../../values/kill-chain-phase.ts';
import { string } from '../../values/scalars.ts';
import { required } from '../../values/value-type.ts';
import { toolType } from '../../vocabularies/open-vocabularies.ts';
import { coreProperties, notModifiedBeforeCreated } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

export const toolObject = objectType(
  'tool',
  'sdo',
  '4.18',
  {
    ...coreProperties,
    name: required(string),
    description: string,
    tool_types: listOf(toolType),
    aliases: listOf(string),
    kill_chain_phases: listOf(killChainPhase),
    tool_version: string,
  },
  [notModifiedBeforeCreated],
);
