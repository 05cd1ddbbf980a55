import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type JsonObject, type JsonValue, referencesOf, validateBundle, validateObject } from '../src/index.ts';
import { examples } from './changed-object.ts';

const names = fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'a.b', '[0]', '\ud800');

/** Any JSON value, as JSON.parse makes it: with own properties of any name. */
const anything: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue; entries: [string, JsonValue][] }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<JsonValue>(null, true, false, '', [], {}, Number.MAX_VALUE, -0, 'Infinity'),
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true }),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('entries').map(objectOf),
  ),
  entries: fc.array(fc.tuple(fc.oneof(names, fc.string()), tie('value')), { maxLength: 4 }),
})).value as fc.Arbitrary<JsonValue>;

function objectOf(entries: [string, JsonValue][]): JsonObject {
  const members = entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  return JSON.parse(`{${members.join(',')}}`);
}

const example = fc.constantFrom(...Object.values(examples));

describe('hostile input', () => {
  it('never makes validation throw', () => {
    fc.assert(
      fc.property(anything, (value) => {
        assert.ok(validateObject(value).length > 0);
        assert.ok(validateBundle(value).length > 0);
      }),
    );
  });

  it('never makes validation throw in the place of any property', () => {
    fc.assert(
      fc.property(example, fc.nat(), anything, (object, which, value) => {
        const keys = Object.keys(object);
        const key = keys[which % keys.length] ?? 'type';
        const changed = { ...object, [key]: value };
        validateObject(changed);
        referencesOf(changed);
      }),
      { numRuns: 2000 },
    );
  });

  it('never makes validation throw deep inside a property', () => {
    fc.assert(
      fc.property(example, fc.nat(), anything, (object, which, value) => {
        const changed: unknown = structuredClone(object);
        const places = containersOf(changed);
        const place = places[which % places.length] ?? {};
        const keys = Object.keys(place);
        place[keys[which % keys.length] ?? 'x_own'] = value;
        validateObject(changed as JsonValue);
        referencesOf(changed as JsonObject);
      }),
      { numRuns: 2000 },
    );
  });

  it('is refused where it is nested too deeply', () => {
    const deep = JSON.parse(`${'['.repeat(5000)}1${']'.repeat(5000)}`);
    const refusals = validateObject({ ...examples.tool, x_own: deep });
    assert.deepEqual(
      refusals.map(({ rule }) => rule),
      ['too-deep'],
    );
    assert.deepEqual(referencesOf({ x_own: deep }), []);
    assert.equal(validateObject({ ...examples.tool, x_own: [[[1]]] }, { maxDepth: 2 })[0]?.rule, 'too-deep');
  });

  it('is looked through in time that grows with its size only', () => {
    const labels = Array.from({ length: 200_000 }, (_, i) => String(i));
    const started = process.cpuUsage();
    assert.deepEqual(validateObject({ ...examples.tool, labels }), []);
    assert.ok(validateObject({ ...examples.tool, lang: `en${'-a'.repeat(100_000)}` }).length > 0);
    assert.ok(validateObject({ ...examples['domain-name'], value: 'a.'.repeat(100_000) }).length > 0);
    assert.ok(validateObject({ ...examples['email-addr'], value: '"\\'.repeat(100_000) }).length > 0);
    assert.ok(validateObject({ ...examples['ipv6-addr'], value: '1:'.repeat(100_000) }).length > 0);
    assert.ok(validateObject({ ...examples.software, cpe: `cpe:2.3:a${':a\\'.repeat(100_000)}` }).length > 0);
    assert.ok(validateObject({ ...examples.tool, x_own: { [`${'x'.repeat(100_000)}`]: 1 } }).length > 0);
    assert.ok(process.cpuUsage(started).user < 5e6);
  });

  it('makes no long reports', () => {
    const huge = 'x'.repeat(1_000_000);
    const refusals = validateObject({
      type: 'tool',
      id: huge,
      spec_version: huge,
      [huge]: huge,
      labels: { [huge]: 1 },
    });
    assert.ok(refusals.length > 5 && JSON.stringify(refusals).length < 10_000);
  });

  it('keeps a property named __proto__ from passing for a property of the object', () => {
    const object = JSON.parse('{"__proto__":{"type":"tool"},"id":"tool--8cf9236f-1b96-493d-98be-0c1c1e8b62d7"}');
    assert.deepEqual(
      validateObject(object).map(({ rule, path }) => `${rule} ${path}`),
      ['missing-property type'],
    );
  });
});

/** Every object and list in a value. */
function containersOf(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(containersOf)];
}
