import type { DomainRow } from './domain-row.ts';
import { type FieldRow, takeProperties } from './field-kinds.ts';

/** The MISP objects that hold a detection rule, which become indicators with a pattern in the rule's language. */
export const RULE_ROWS: readonly (readonly [string, DomainRow])[] = [
  [
    'sigma',
    rule('sigma', [
      ['sigma', 'pattern'],
      ['sigma-rule-name', 'name'],
      ['comment', 'description'],
    ]),
  ],
  [
    'stix2-pattern',
    rule('stix', [
      ['stix2-pattern', 'pattern'],
      ['comment', 'description'],
    ]),
  ],
  [
    'suricata',
    rule('suricata', [
      ['suricata', 'pattern'],
      ['version', 'pattern_version'],
      ['comment', 'description'],
    ]),
  ],
  [
    'yara',
    rule('yara', [
      ['yara', 'pattern'],
      ['yara-rule-name', 'name'],
      ['version', 'pattern_version'],
      ['comment', 'description'],
    ]),
  ],
];

function rule(language: string, rows: readonly FieldRow[]): DomainRow {
  return (fields, { comment }) => {
    const taken = takeProperties(fields, rows);
    if (taken.pattern === undefined) return undefined;
    const description = taken.description === undefined && comment !== undefined ? { description: comment } : {};
    return { type: 'indicator', properties: { ...taken, ...description, pattern_type: language, ...fields.rest() } };
  };
}
