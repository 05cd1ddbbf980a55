import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { JsonObject } from '@entente/stix';
import {
  ATTRIBUTE_UUID,
  convertValidly,
  EVENT_TIME,
  found,
  OBJECT_UUID,
  testAttribute,
  testEvent,
  testObject,
  testUuid,
} from '../event-fixture.ts';
import { TLP_CLEAR } from '../markings.ts';

const CLUSTER_UUID = testUuid(60);

function galaxy(type: string, value: string, cluster: JsonObject = {}): JsonObject {
  return {
    uuid: testUuid(61),
    name: 'Quay galaxy',
    type,
    description: 'From the quay',
    GalaxyCluster: [
      {
        uuid: CLUSTER_UUID,
        type,
        value,
        description: 'A cluster',
        tag_name: `misp-galaxy:${type}="${value}"`,
        ...cluster,
      },
    ],
  };
}

function convert(one: JsonObject, more: JsonObject = {}) {
  return convertValidly(testEvent({ Galaxy: [one], ...more }));
}

describe('galaxy clusters by galaxy', () => {
  const cases: readonly [galaxy: string, type: string, has: JsonObject, meta?: JsonObject][] = [
    ['mitre-attack-pattern', 'attack-pattern', { aliases: ['Hoist'] }, { synonyms: ['Hoist'] }],
    ['mitre-course-of-action', 'course-of-action', {}, {}],
    [
      'mitre-intrusion-set',
      'intrusion-set',
      { aliases: ['D9'], goals: ['cargo'] },
      { synonyms: ['D9'], goals: 'cargo' },
    ],
    ['ransomware', 'malware', { is_family: false, x_misp_encryption: 'AES' }, { encryption: 'AES' }],
    ['threat-actor', 'threat-actor', { sophistication: 'expert' }, { sophistication: 'expert' }],
    ['rat', 'tool', { tool_version: '2' }, { tool_version: '2' }],
    ['sector', 'identity', { identity_class: 'class' }],
    ['country', 'location', { country: 'SE', x_misp_capital: 'Stockholm' }, { ISO: 'SE', Capital: 'Stockholm' }],
    [
      'branded-vulnerability',
      'vulnerability',
      { external_references: [{ source_name: 'cve', external_id: 'CVE-2015-0235' }] },
      { aliases: ['CVE-2015-0235'] },
    ],
    ['stix-2.1-campaign', 'campaign', { objective: 'cargo' }, { objective: 'cargo' }],
  ];
  for (const [name, type, has, meta] of cases) {
    test(`${name} is a ${type}`, () => {
      const object: JsonObject = found(
        convert(galaxy(name, 'Winch', meta === undefined ? {} : { meta })),
        type,
        type === 'identity' ? 1 : 0,
      );
      assert.equal(object.id, `${type}--${CLUSTER_UUID}`);
      assert.equal(object.name, 'Winch');
      assert.equal(object.description, 'From the quay | A cluster');
      assert.deepEqual(object.labels, ['misp:galaxy-name="Quay galaxy"', `misp:galaxy-type="${name}"`]);
      for (const [property, value] of Object.entries(has)) assert.deepEqual(object[property], value, property);
    });
  }

  test('a region has its name and its place in the vocabulary', () => {
    const { name, region } = found(convert(galaxy('region', '154 - Northern Europe')), 'location');
    assert.deepEqual([name, region], ['Northern Europe', 'northern-europe']);
  });

  test('ids, references and kill chains of the catalogue are kept', () => {
    const meta = {
      external_id: ['CAPEC-633', 'T1134'],
      refs: ['https://quay.example/t', 'a book'],
      kill_chain: ['quay-chain:north:entry', 'nonsense'],
    };
    const object = found(convert(galaxy('mitre-attack-pattern', 'Winch', { meta })), 'attack-pattern');
    assert.deepEqual(object.external_references, [
      { source_name: 'capec', external_id: 'CAPEC-633' },
      { source_name: 'mitre-attack', external_id: 'T1134' },
      { source_name: 'url', url: 'https://quay.example/t' },
      { source_name: 'reference', description: 'a book' },
    ]);
    assert.deepEqual(object.kill_chain_phases, [{ kill_chain_name: 'quay-chain', phase_name: 'entry' }]);
  });

  test('what STIX has no type for, or a country without a code, is kept as a custom object', () => {
    for (const name of ['surveillance-vendor', 'country']) {
      const object = found(convert(galaxy(name, 'Winch', { meta: { since: '2019' } })), 'x-misp-galaxy-cluster');
      assert.deepEqual(
        [object.x_misp_type, object.x_misp_value, object.x_misp_meta],
        [name, 'Winch', { since: '2019' }],
      );
    }
  });

  test('a cluster without a value is refused', () => {
    assert.deepEqual(convert(galaxy('tool', '')).refused, [
      { path: 'Event.Galaxy[0].GalaxyCluster[0]', reason: 'a galaxy cluster without a value' },
    ]);
  });
});

describe('release of galaxy clusters', () => {
  const red = [{ name: 'tlp:red' }];

  test('one that comes with MISP is public and tells nothing of the event', () => {
    const one = galaxy('tool', 'Winch', { default: true, version: '17' });
    const [first, second] = ['1614834367', '1714834367'].map((timestamp) =>
      found(convert(one, { Tag: red, timestamp }), 'tool'),
    );
    assert.deepEqual(first?.object_marking_refs, [TLP_CLEAR]);
    assert.deepEqual(first, second);
  });

  test('a later version of it is a later version', () => {
    const versions = ['17', '18', '1614834367'].map(
      (version) => found(convert(galaxy('tool', 'Winch', { default: true, version })), 'tool').modified,
    );
    assert.deepEqual(versions, [...versions].sort());
    assert.equal(new Set(versions).size, 3);
  });

  test("an organisation's own goes where its event goes", () => {
    const object = found(convert(galaxy('tool', 'Winch', { default: false }), { Tag: red }), 'tool');
    assert.deepEqual(
      object.object_marking_refs,
      found(convert(galaxy('tool', 'x'), { Tag: red }), 'report').object_marking_refs,
    );
    assert.equal(object.modified, EVENT_TIME);
  });
});

describe('galaxies of attributes and objects', () => {
  test('are related to what the attribute became', () => {
    const attribute = testAttribute('domain', 'quay.example', {
      to_ids: true,
      Galaxy: [galaxy('mitre-malware', 'Winch')],
    });
    const relationship = found(convertValidly(testEvent({ Attribute: [attribute] })), 'relationship');
    assert.deepEqual(
      [relationship.relationship_type, relationship.source_ref, relationship.target_ref],
      ['indicates', `indicator--${ATTRIBUTE_UUID}`, `malware--${CLUSTER_UUID}`],
    );
  });

  test('of an attribute within an object are related to the object', () => {
    const object = testObject('course-of-action', [
      ['name', 'Cut the cable', { Galaxy: [galaxy('mitre-attack-pattern', 'Winch')] }],
    ]);
    const relationship = found(convertValidly(testEvent({ Object: [object] })), 'relationship');
    assert.deepEqual(
      [relationship.relationship_type, relationship.source_ref, relationship.target_ref],
      ['mitigates', `course-of-action--${OBJECT_UUID}`, `attack-pattern--${CLUSTER_UUID}`],
    );
  });

  test('have no relationship the standard names where it names none', () => {
    const attribute = testAttribute('domain', 'quay.example', { Galaxy: [galaxy('tool', 'Winch')] });
    const relationship = found(convertValidly(testEvent({ Attribute: [attribute] })), 'relationship');
    assert.equal(relationship.relationship_type, 'has');
  });
});
