import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type JsonValue, objectTypes, tlpMarkings, validateObject } from '../src/index.ts';
import { type Change, changedObject, examples } from './changed-object.ts';
import validChanges from './fixtures/valid-changes.json' with { type: 'json' };

function assertValid(value: JsonValue): void {
  assert.deepEqual(validateObject(value), []);
}

describe('valid objects', () => {
  for (const [name, object] of Object.entries(examples)) {
    it(`takes ${name}`, () => assertValid(object));
    it(`takes ${name} with custom properties`, () => assertValid({ ...object, x_own: { a: [1, 'b'] }, own_too: 0.5 }));
  }

  it('has an example of every type', () => {
    const types = new Set(Object.values(examples).map(({ type }) => type));
    assert.deepEqual(
      [...objectTypes.keys()].filter((type) => !types.has(type)),
      [],
    );
  });

  for (const change of validChanges as readonly Change[]) {
    it(`takes ${describeChange(change)}`, () => assertValid(changedObject(change)));
  }

  for (const { name, version, definition } of tlpMarkings.values()) {
    it(`takes the standard ${name} of TLP ${version}`, () => assertValid(definition));
  }
});

function describeChange({ base, set, remove }: Change): string {
  return `${base} with ${JSON.stringify(set ?? {}).slice(0, 100)}${remove ? ` without ${remove.join(', ')}` : ''}`;
}
