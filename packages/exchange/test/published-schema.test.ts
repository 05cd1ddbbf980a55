import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { proofExtensionDefinition } from '../src/index.ts';

test('the schema of a proof is published as it is', () => {
  const file = new URL('../../../docs/schemas/entente-proof.json', import.meta.url);
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), JSON.parse(String(proofExtensionDefinition.schema)));
});
