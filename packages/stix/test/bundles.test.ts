import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type JsonValue, validateBundle } from '../src/index.ts';
import { examples } from './changed-object.ts';

const bundle = {
  type: 'bundle',
  id: 'bundle--8cf9236f-1b96-493d-98be-0c1c1e8b62d7',
  objects: [{ type: 'tool' }, ...Object.values(examples)],
};

function refusalsOf(value: JsonValue): string[] {
  return validateBundle(value).map(({ rule, path }) => `${rule} at ${path}`);
}

describe('bundles', () => {
  it('are valid whatever their objects are like', () => {
    assert.deepEqual(validateBundle(bundle), []);
  });

  it('need no objects, and may have custom properties', () => {
    assert.deepEqual(validateBundle({ type: 'bundle', id: bundle.id, x_own: 1, spec_version: '2.1' }), []);
  });

  const broken: readonly [JsonValue, string][] = [
    [null, 'not-an-object at '],
    [[], 'not-an-object at '],
    [{ ...bundle, type: 'package' }, 'wrong-type at type'],
    [{ type: 'bundle' }, 'missing-property at id'],
    [{ ...bundle, id: 'bundle--1' }, 'identifier-form at id'],
    [{ ...bundle, id: 7 }, 'identifier-form at id'],
    [{ ...bundle, id: 'tool--8cf9236f-1b96-493d-98be-0c1c1e8b62d7' }, 'identifier-form at id'],
    [{ ...bundle, objects: [] }, 'empty-list at objects'],
    [{ ...bundle, objects: {} }, 'wrong-type at objects'],
    [{ ...bundle, objects: null }, 'wrong-type at objects'],
    [{ ...bundle, objects: [{ type: 'tool' }, 'tool'] }, 'not-a-stix-object at objects[1]'],
    [{ ...bundle, objects: [bundle] }, 'not-a-stix-object at objects[0]'],
    [{ ...bundle, spec_version: '2.0' }, 'spec-version at spec_version'],
    [{ ...bundle, x_own: null }, 'null-value at x_own'],
  ];
  for (const [value, refusal] of broken) {
    it(`are refused: ${refusal}`, () => assert.deepEqual(refusalsOf(value), [refusal]));
  }
});
