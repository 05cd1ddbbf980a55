import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isVersioned, kindOf, objectTypes, tlpMarkings } from '../src/index.ts';
import { examples } from './changed-object.ts';

describe('object types', () => {
  it('are all that the standard defines, with the kinds it gives them', () => {
    const counts: Record<string, number> = {};
    for (const { type, kind } of objectTypes.values()) {
      assert.equal(kindOf(type), kind);
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    assert.deepEqual(counts, { sdo: 19, sro: 2, sco: 18, meta: 3 });
  });

  it('are unknown where the standard does not define them', () => {
    assert.deepEqual(['x-port-crane', 'bundle', 'constructor', ''].map(kindOf), Array(4).fill('unknown'));
  });

  it('list their properties with types, vocabularies and requirement', () => {
    const { properties } = objectTypes.get('opinion') ?? {};
    assert.equal(properties?.get('object_refs')?.name, 'list of type identifier (of type STIX Object)');
    assert.equal(properties?.get('object_refs')?.required, true);
    assert.equal(properties?.get('explanation')?.required, undefined);
    assert.deepEqual(properties?.get('opinion')?.vocabulary?.isClosed, true);
    const sectors = objectTypes.get('identity')?.properties.get('sectors')?.vocabulary;
    assert.ok(sectors?.terms.includes('government-local') && !sectors.isClosed);
  });
});

describe('versioned objects', () => {
  it('are those with a modified', () => {
    assert.ok(isVersioned(examples.tool ?? {}));
    assert.ok(!isVersioned(examples['marking-statement'] ?? {}));
    assert.ok(!isVersioned(examples.url ?? {}));
  });
});

describe('TLP markings', () => {
  it('are four of TLP 1 and five of TLP 2.0, white being clear', () => {
    const names = [...tlpMarkings].map(([id, { version, level, definition }]) => {
      assert.equal(id, definition.id);
      return `${version} ${level}`;
    });
    assert.deepEqual(names, [
      ...['1 clear', '1 green', '1 amber', '1 red'],
      ...['2 clear', '2 green', '2 amber', '2 amber+strict', '2 red'],
    ]);
  });
});
