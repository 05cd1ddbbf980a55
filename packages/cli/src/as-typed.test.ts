import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Command } from 'commander';
import { asTyped } from './as-typed.ts';

test('a refusal names options and arguments as they were typed, and leaves what was not', () => {
  const command = new Command('add').argument('<title>').option('--admin <email>').option('--as-of <day>');
  for (const [said, shown] of [
    ['admin.email: must be an e-mail address', '--admin: must be an e-mail address'],
    ['asOf: must be a day', '--as-of: must be a day'],
    ['title: must not be empty', '<title>: must not be empty'],
    ['admin.password: must have 12 to 1024 characters', 'password: must have 12 to 1024 characters'],
    ['ledger.csv: is not there', 'ledger.csv: is not there'],
    ['There is no member named Nobody.', 'There is no member named Nobody.'],
  ] as const) {
    assert.equal(asTyped(said, command), shown);
  }
  assert.equal(asTyped('title: must not be empty', undefined), 'title: must not be empty');
});
