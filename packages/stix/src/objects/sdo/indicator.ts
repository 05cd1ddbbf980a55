import { parsePattern } from '../../pattern/parse-pattern.ts';
import { listOf } from '../../values/collections.ts';
import { killChainPhase } from '../../values/kill-chain-phase.ts';
import { laterThan } from '../../values/rules.ts';
import { string } from '../../values/scalars.ts';
import { timestamp } from '../../values/timestamps.ts';
import { type Rule, required } from '../../values/value-type.ts';
import { indicatorType, patternType } from '../../vocabularies/open-vocabularies.ts';
import { coreProperties, notModifiedBeforeCreated } from '../common-properties.ts';
import { objectType } from '../object-type.ts';

/** A pattern in another language than STIX's is not looked at. */
const patternParses: Rule = ({ pattern, pattern_type: language }, report) => {
  if (language !== 'stix' || typeof pattern !== 'string') return;
  const parsed = parsePattern(pattern);
  if (parsed.ok) return;
  const message = `The pattern cannot be read: ${parsed.message} (at character ${parsed.offset + 1}).`;
  report.refuse('pattern-syntax', '9', message, 'pattern');
};

export const indicatorObject = objectType(
  'indicator',
  'sdo',
  '4.7',
  {
    ...coreProperties,
    name: string,
    description: string,
    indicator_types: listOf(indicatorType),
    pattern: required(string),
    pattern_type: required(patternType),
    pattern_version: string,
    valid_from: required(timestamp),
    valid_until: timestamp,
    kill_chain_phases: listOf(killChainPhase),
  },
  [notModifiedBeforeCreated, laterThan('valid_until', 'valid_from'), patternParses],
);
