import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { validateObject } from '@entente/stix';
import { positionsExtensionDefinitions } from '../src/index.ts';

test('the definitions are valid STIX and hold the schemas that the docs publish', () => {
  for (const object of positionsExtensionDefinitions) assert.deepEqual(validateObject(object), []);
  const defined = positionsExtensionDefinitions.map(({ schema }) => JSON.parse(String(schema)));
  const published = ['statement', 'claim', 'position'].map((name) =>
    JSON.parse(readFileSync(new URL(`../../../docs/schemas/${name}.json`, import.meta.url), 'utf8')),
  );
  assert.deepEqual(defined, published);
});
