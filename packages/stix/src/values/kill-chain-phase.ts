import { string } from './scalars.ts';
import { structure } from './structure.ts';
import { required } from './value-type.ts';

export const killChainPhase = structure('kill-chain-phase', '2.11', {
  kill_chain_name: required(string),
  phase_name: required(string),
});
