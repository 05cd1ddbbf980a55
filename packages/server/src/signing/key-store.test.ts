import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyId, publicPart } from '@entente/exchange';
import { newPrivateKey } from './key-store.ts';

test('no id of a key looks like an option at a command line', () => {
  const ids = Array.from({ length: 400 }, () => keyId(publicPart(newPrivateKey())));
  assert.deepEqual(
    ids.filter((id) => id.startsWith('-')),
    [],
  );
});
