import assert from 'node:assert/strict';
import { test } from 'node:test';
import { titleOf } from './search-text.ts';

const statement = { type: 'statement', id: 'statement--1' };

test('a statement is called by who said what, also where one of them is withheld or recalled', () => {
  assert.equal(titleOf({ ...statement, speaker_name: 'A minister', quote: 'It is over.' }), 'A minister: It is over.');
  assert.equal(titleOf({ ...statement, office: 'Minister', quote: 'It is over.' }), 'Minister: It is over.');
  assert.equal(titleOf({ ...statement, speaker_name: 'A minister' }), 'A minister');
  assert.equal(titleOf({ ...statement, quote: 'It is over.' }), 'Somebody unnamed: It is over.');
});

test('an indicator without a name is called by what it looks for, else by its description', () => {
  const indicator = { type: 'indicator', id: 'indicator--1', pattern_type: 'stix', description: 'Landing page' };
  const [domain, address] = ["[domain-name:value = 'a.example']", "[ipv4-addr:value IN ('192.0.2.1', '192.0.2.2')]"];
  assert.equal(titleOf({ ...indicator, pattern: domain, name: 'A name' }), 'A name');
  assert.equal(titleOf({ ...indicator, pattern: domain }), 'a.example');
  assert.equal(titleOf({ ...indicator, pattern: `${domain} AND ${domain}` }), 'a.example');
  assert.equal(
    titleOf({ ...indicator, pattern: `${domain} AND ${address} AND [file:name = 'b.exe']` }),
    'a.example, 192.0.2.1, 192.0.2.2 and 1 more',
  );
  assert.equal(titleOf({ ...indicator, pattern: 'rule a {}', pattern_type: 'yara' }), 'Landing page');
  assert.equal(titleOf({ ...indicator, pattern: '[broken' }), 'Landing page');
});
