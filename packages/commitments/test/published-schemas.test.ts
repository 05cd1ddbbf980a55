import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { validateObject } from '@entente/stix';
import { commitmentsExtensionDefinitions } from '../src/index.ts';

test('the definitions are valid STIX and hold the schemas that the docs publish', () => {
  for (const object of commitmentsExtensionDefinitions) {
    const { name, schema } = object;
    assert.deepEqual(validateObject(object), []);
    const published = readFileSync(new URL(`../../../docs/schemas/${name}.json`, import.meta.url), 'utf8');
    assert.deepEqual(JSON.parse(String(schema)), JSON.parse(published));
  }
});
