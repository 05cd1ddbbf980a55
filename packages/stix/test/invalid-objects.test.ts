import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type JsonValue, objectTypes, validateObject } from '../src/index.ts';
import { type Change, changedObject, examples } from './changed-object.ts';
import invalidChanges from './fixtures/invalid-changes.json' with { type: 'json' };

type Case = Change & { readonly rule: string; readonly at: string };

function refusalsOf(value: JsonValue): string[] {
  return validateObject(value).map(({ rule, path }) => `${rule} at ${path}`);
}

describe('invalid objects', () => {
  for (const { rule, at, ...change } of invalidChanges as readonly Case[]) {
    const what = `${JSON.stringify(change.set ?? {}).slice(0, 100)} ${change.remove?.join(', ') ?? ''}`;
    it(`refuses ${change.base} ${what} (${rule})`, () => {
      assert.deepEqual(refusalsOf(changedObject(change)), [`${rule} at ${at}`]);
    });
  }

  for (const [name, object] of Object.entries(examples)) {
    const definition = objectTypes.get(String(object.type));
    if (!definition) continue;
    for (const [property, { required }] of definition.properties) {
      if (required && property !== 'type') {
        it(`refuses ${name} without ${property}`, () => {
          const { [property]: _, ...rest } = object;
          assert.ok(refusalsOf(rest).includes(`missing-property at ${property}`));
        });
      }
      if (!Object.hasOwn(object, property) || property === 'type') continue;
      it(`refuses ${name} with null as ${property}`, () => {
        assert.ok(refusalsOf({ ...object, [property]: null }).includes(`null-value at ${property}`));
      });
      it(`refuses ${name} with a value of the wrong type as ${property}`, () => {
        const wrong = typeof object[property] === 'object' ? 12 : [[]];
        assert.ok(refusalsOf({ ...object, [property]: wrong }).some((refusal) => refusal.endsWith(` at ${property}`)));
      });
    }
  }

  for (const value of [null, true, 0, 'tool', [], [{}]]) {
    it(`refuses ${JSON.stringify(value)}, which is no object`, () => {
      assert.deepEqual(refusalsOf(value), ['not-an-object at ']);
    });
  }

  it('refuses objects without a type that is text', () => {
    assert.deepEqual(refusalsOf({}), ['missing-property at type']);
    assert.deepEqual(refusalsOf({ type: 7 }), ['missing-property at type']);
  });

  it('refuses a bundle as an object', () => {
    assert.deepEqual(refusalsOf({ type: 'bundle' }), ['not-a-stix-object at ']);
  });

  it('names object, place, rule and section, and says what would be right', () => {
    const { id, ...rest } = changedObject({ base: 'opinion', set: { opinion: 'maybe' } });
    assert.deepEqual(validateObject({ id: id ?? null, ...rest }), [
      {
        id,
        type: 'opinion',
        path: 'opinion',
        rule: 'enum-value',
        section: '10.18',
        message: 'Must be strongly-disagree, disagree, neutral, agree or strongly-agree, not "maybe".',
      },
    ]);
  });

  it('finds everything that is wrong, up to a limit', () => {
    const object = changedObject({ base: 'tool', set: { labels: Array.from({ length: 1000 }, () => 1) } });
    assert.equal(validateObject(object).length, 100);
    assert.equal(validateObject(object, { maxRefusals: 3 }).length, 3);
  });
});
