import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isIdentifier, typeOfIdentifier } from './identifier.ts';

const UUID = 'e2e1a340-4415-4ba8-9671-f7343fbf0836';

const VALID = [
  ['indicator', `indicator--${UUID}`],
  ['ipv4-addr', 'ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4'],
  ['x-acme-2', `x-acme-2--${UUID}`],
  ['identity', `identity--${UUID.toUpperCase()}`],
  ['abc', `abc--${UUID}`],
  ['a'.repeat(250), `${'a'.repeat(250)}--${UUID}`],
  ['malware', 'malware--00000000-0000-1000-8000-000000000000'],
] as const;

const INVALID = [
  '',
  UUID,
  `--${UUID}`,
  `indicator-${UUID}`,
  `indicator${UUID}`,
  `Indicator--${UUID}`,
  `INDICATOR--${UUID.toUpperCase()}`,
  `x_acme--${UUID}`,
  `1-acme--${UUID}`,
  `-acme--${UUID}`,
  `acme---${UUID}`,
  `ab--${UUID}`,
  `${'a'.repeat(251)}--${UUID}`,
  'indicator--e2e1a3404415-4ba8-9671-f7343fbf0836',
  'indicator--e2e1a340-4415-4ba8-9671-f7343fbf083',
  'indicator--e2e1a340-4415-4ba8-9671-f7343fbf08366',
  'indicator--e2e1a340-4415-4ba8-9671-f7343fbf083g',
  'indicator--e2e1a340-4415-0ba8-9671-f7343fbf0836',
  'indicator--e2e1a340-4415-7ba8-9671-f7343fbf0836',
  'indicator--e2e1a340-4415-4ba8-7671-f7343fbf0836',
  'indicator--e2e1a340-4415-4ba8-c671-f7343fbf0836',
  'indicator--00000000-0000-0000-0000-000000000000',
  `indicator--{${UUID}}`,
  `indicator--${UUID}\n`,
  ` indicator--${UUID}`,
  '0',
];

for (const [type, id] of VALID) {
  test(`accepts ${id.slice(0, 60)}`, () => {
    assert.ok(isIdentifier(id));
    assert.equal(typeOfIdentifier(id), type);
  });
}

for (const id of INVALID) {
  test(`refuses ${JSON.stringify(id.slice(0, 60))}`, () => {
    assert.equal(isIdentifier(id), false);
    assert.equal(typeOfIdentifier(id), undefined);
  });
}
