import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type JsonObject, tlpMarkings } from '@entente/stix';
import { asList } from '../json/json-access.ts';
import { convertMispEvent } from './convert-misp-event.ts';
import { convertValidly, found, testAttribute, testEvent, testUuid } from './event-fixture.ts';

function tags(...names: readonly string[]): { Tag: JsonObject[] } {
  return { Tag: names.map((name) => ({ name })) };
}

/** The names of the TLP markings of an object; those of others are their ids. */
function markingsOf(object: JsonObject): unknown[] {
  return asList(object.object_marking_refs).map((ref) => tlpMarkings.get(String(ref))?.name ?? ref);
}

const domain = testAttribute('domain', 'quay.example');

describe('TLP tags', () => {
  for (const [tag, name] of [
    ['tlp:white', 'TLP:CLEAR'],
    ['tlp:clear', 'TLP:CLEAR'],
    ['tlp:green', 'TLP:GREEN'],
    ['TLP:AMBER', 'TLP:AMBER'],
    ['tlp:amber+strict', 'TLP:AMBER+STRICT'],
    ['tlp:red', 'TLP:RED'],
  ] as const) {
    test(`${tag} of an event marks all that it contains with TLP 2.0's ${name}`, () => {
      const { objects } = convertValidly(testEvent({ ...tags(tag), Attribute: [domain] }));
      for (const object of objects.filter(({ type }) => type !== 'identity')) {
        assert.deepEqual(markingsOf(object), [name], object.type);
        assert.equal(tlpMarkings.get(String(asList(object.object_marking_refs)[0]))?.version, 2);
      }
    });
  }

  test('without one nothing is marked, so that it stays closed', () => {
    const { objects } = convertValidly(testEvent({ ...tags('tlp:ex:chr'), Attribute: [domain] }));
    for (const object of objects) assert.equal(object.object_marking_refs, undefined);
  });

  test('of several the narrowest counts, between an event and its attribute too', () => {
    const conversion = convertValidly(
      testEvent({
        ...tags('tlp:clear', 'tlp:amber'),
        Attribute: [
          { ...domain, ...tags('tlp:red') },
          testAttribute('mutex', 'm', { uuid: testUuid(110), ...tags('tlp:green') }),
        ],
      }),
    );
    assert.deepEqual(markingsOf(found(conversion, 'report')), ['TLP:AMBER']);
    assert.deepEqual(markingsOf(found(conversion, 'domain-name')), ['TLP:RED']);
    assert.deepEqual(markingsOf(found(conversion, 'mutex')), ['TLP:AMBER']);
  });

  test('an observable of two attributes has the narrower terms', () => {
    const again = testAttribute('domain', 'quay.example', { uuid: testUuid(110), ...tags('tlp:red') });
    for (const attributes of [
      [domain, again],
      [again, domain],
    ]) {
      const conversion = convertValidly(testEvent({ ...tags('tlp:green'), Attribute: attributes }));
      assert.deepEqual(markingsOf(found(conversion, 'domain-name')), ['TLP:RED']);
    }
  });
});

describe('other tags', () => {
  test('are labels, except those of clusters that the event contains', () => {
    const names = ['quay:north', 'misp-galaxy:tool="Winch"', 'misp-galaxy:tool="Other"'];
    const Galaxy = [
      {
        type: 'tool',
        GalaxyCluster: [{ uuid: testUuid(111), type: 'tool', value: 'Winch', tag_name: names[1] ?? '' }],
      },
    ];
    const report = found(convertValidly(testEvent({ ...tags(...names), Galaxy })), 'report');
    assert.deepEqual(report.labels, ['Threat-Report', 'quay:north', 'misp-galaxy:tool="Other"']);
  });

  test('of confidence are a confidence, the lowest of them', () => {
    const confident = tags('misp:confidence-level="usually-confident"', 'misp:confidence-level="rarely-confident"');
    const conversion = convertValidly(testEvent({ Attribute: [{ ...domain, ...confident }] }));
    assert.equal(found(conversion, 'observed-data').confidence, 25);
  });
});

describe('distribution', () => {
  for (const [level, name] of [
    ['1', 'This community only'],
    ['2', 'Connected communities'],
    ['3', 'All communities'],
  ] as const) {
    test(`${level} is told and decides nothing`, () => {
      const report = found(convertValidly(testEvent({ distribution: level, ...tags('tlp:green') })), 'report');
      assert.equal(report.x_misp_distribution, name);
      assert.deepEqual(markingsOf(report), ['TLP:GREEN']);
    });
  }

  for (const [level, more] of [
    ['0', {}],
    ['4', { SharingGroup: { name: 'Quay group', uuid: testUuid(112) } }],
  ] as const) {
    test(`${level} closes the event, whatever TLP says`, () => {
      const conversion = convertValidly(
        testEvent({ distribution: level, ...more, ...tags('tlp:clear'), Attribute: [domain] }),
      );
      const marking = found(conversion, 'marking-definition');
      assert.equal(marking.definition_type, 'x-misp-distribution');
      for (const type of ['report', 'observed-data', 'domain-name']) {
        assert.deepEqual(markingsOf(found(conversion, type)), ['TLP:CLEAR', marking.id], type);
      }
    });
  }

  test('only told where the importer decides', () => {
    const event = testEvent({ distribution: '0', Attribute: [{ ...domain, distribution: '0' }] });
    const { objects } = convertMispEvent(event, { closeByDistribution: false });
    for (const object of objects) assert.equal(object.object_marking_refs, undefined, object.type);
    assert.equal(found({ objects, refused: [] }, 'report').x_misp_distribution, 'Your organisation only');
  });

  test('of a sharing group is told with its name', () => {
    const event = testEvent({ distribution: 4, sharing_group_id: '7', SharingGroup: { name: 'Quay group' } });
    const conversion = convertValidly(event);
    assert.equal(found(conversion, 'report').x_misp_sharing_group, 'Quay group');
    assert.match(String(found(conversion, 'marking-definition').name), /Quay group/);
  });

  test('of an attribute closes that attribute, and 5 is that of the event', () => {
    const conversion = convertValidly(
      testEvent({
        distribution: '3',
        Attribute: [
          { ...domain, distribution: '0' },
          testAttribute('mutex', 'm', { uuid: testUuid(110), distribution: '5' }),
        ],
      }),
    );
    assert.equal(asList(found(conversion, 'domain-name').object_marking_refs).length, 1);
    assert.equal(found(conversion, 'mutex').object_marking_refs, undefined);
    assert.equal(found(conversion, 'report').object_marking_refs, undefined);
  });
});
