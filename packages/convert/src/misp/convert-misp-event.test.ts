import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { JsonObject, JsonValue } from '@entente/stix';
import fc from 'fast-check';
import { asList } from '../json/json-access.ts';
import { convertMispEvent } from './convert-misp-event.ts';
import {
  ATTRIBUTE_UUID,
  CREATOR_UUID,
  convertValidly,
  EVENT_TIME,
  EVENT_UUID,
  found,
  testAttribute,
  testEvent,
  testObject,
  testUuid,
} from './event-fixture.ts';

const domain = testAttribute('domain', 'quay.example', { to_ids: true });

describe('an event', () => {
  test('that is published is a report in the name of its organisation', () => {
    const conversion = convertValidly(testEvent({ Attribute: [domain] }));
    const report = found(conversion, 'report');
    const { published, name, created, modified } = report;
    assert.equal(report.id, `report--${EVENT_UUID}`);
    assert.deepEqual([name, created, modified], ['Cranes that move at night', EVENT_TIME, EVENT_TIME]);
    assert.equal(published, '2021-03-04T06:06:07.000Z');
    assert.equal(report.created_by_ref, `identity--${CREATOR_UUID}`);
    assert.deepEqual(report.labels, ['Threat-Report']);
    assert.deepEqual(report.object_refs, [`indicator--${ATTRIBUTE_UUID}`]);
    const identity = found(conversion, 'identity');
    assert.deepEqual([identity.id, identity.name], [`identity--${CREATOR_UUID}`, 'Harbour Watch']);
  });

  test('that is not published is a grouping', () => {
    const grouping = found(convertValidly(testEvent({ published: false, Attribute: [domain] })), 'grouping');
    assert.deepEqual([grouping.id, grouping.context], [`grouping--${EVENT_UUID}`, 'suspicious-activity']);
  });

  test('that is empty has a note that says so', () => {
    const conversion = convertValidly(testEvent());
    const note = found(conversion, 'note');
    assert.deepEqual(found(conversion, 'report').object_refs, [note.id]);
    assert.deepEqual(note.object_refs, [`report--${EVENT_UUID}`]);
  });

  test('holds everything that it became', () => {
    const conversion = convertValidly(
      testEvent({ Attribute: [testAttribute('domain|ip', 'quay.example|198.51.100.4')], EventReport: [report()] }),
    );
    const refs = asList(found(conversion, 'report').object_refs);
    const others = conversion.objects.filter(({ type }) => type !== 'report' && type !== 'identity');
    assert.deepEqual(
      refs,
      others.map(({ id }) => id),
    );
  });

  test('keeps its threat level, analysis and related events', () => {
    const related = [{ Event: { uuid: testUuid(70) } }];
    const {
      x_misp_threat_level: threat,
      x_misp_analysis: analysis,
      x_misp_related_events: events,
    } = found(convertValidly(testEvent({ threat_level_id: '1', analysis: '2', RelatedEvent: related })), 'report');
    assert.deepEqual([threat, analysis, events], ['High', 'Completed', [testUuid(70)]]);
  });

  test('gives the same result every time', () => {
    const event = testEvent({ Attribute: [domain], Object: [testObject('process', [['pid', '1']])] });
    assert.deepEqual(convertMispEvent(event), convertMispEvent(structuredClone(event)));
  });

  test('has reports, which are notes', () => {
    const note = found(convertValidly(testEvent({ EventReport: [report(), { ...report(), deleted: true }] })), 'note');
    assert.deepEqual(
      [note.id, note.abstract, note.content, note.object_refs],
      [`note--${testUuid(80)}`, 'Night log', '# 02:00 the crane moved', [`report--${EVENT_UUID}`]],
    );
  });

  test('has proposals, which are refused', () => {
    assert.deepEqual(convertValidly(testEvent({ ShadowAttribute: [domain] })).refused, [
      { path: 'Event.ShadowAttribute[0]', reason: 'a proposal that the event does not contain yet' },
    ]);
  });

  test('without organisation or UUID still lands', () => {
    const { Event: event } = testEvent({ Attribute: [domain] });
    const { Orgc: _, uuid: __, ...bare } = event as JsonObject;
    assert.equal(found(convertValidly({ Event: bare }), 'identity').name, 'MISP');
  });
});

describe('envelopes', () => {
  const { Event: first } = testEvent({ Attribute: [domain] });
  const second = { ...(first as JsonObject), uuid: testUuid(90), Attribute: [testAttribute('domain', '')] };
  const shapes: readonly [what: string, value: JsonValue, path: string][] = [
    ['an answer with a list', { response: [{ Event: first ?? null }, { Event: second }] }, 'response[1].Event'],
    ['a list of events', [{ Event: first ?? null }, { Event: second }], '[1].Event'],
    ['a list of bare events', [first ?? null, second], '[1]'],
  ];
  for (const [what, value, path] of shapes) {
    test(`${what} gives all events, and paths lead to them`, () => {
      const { objects, refused } = convertMispEvent(value);
      assert.equal(objects.filter(({ type }) => type === 'report').length, 2);
      assert.deepEqual(refused, [{ path: `${path}.Attribute[0]`, reason: 'has no value' }]);
    });
  }

  test('an answer with one event, and an event alone', () => {
    for (const value of [{ response: { Event: first ?? null } }, first ?? null]) {
      assert.equal(found(convertValidly(value), 'report').id, `report--${EVENT_UUID}`);
    }
  });

  for (const value of [null, 7, 'x', {}, [], [1], { Event: 1 }, { response: {} }, { type: 'bundle', objects: [] }]) {
    test(`${JSON.stringify(value)} is no event`, () => {
      assert.deepEqual(convertMispEvent(value), { objects: [], refused: [{ path: '', reason: 'not a MISP event' }] });
    });
  }

  test('an event without any date is refused', () => {
    const { refused } = convertMispEvent(testEvent({ timestamp: 'x', publish_timestamp: null, date: '2021-02-31' }));
    assert.deepEqual(refused, [{ path: 'Event', reason: 'has neither timestamp nor date' }]);
  });
});

describe('sightings', () => {
  const sighting = (type: string): JsonObject => ({
    uuid: testUuid(100),
    type,
    date_sighting: '1614840000',
    source: 'gate 4',
    Organisation: { uuid: testUuid(101), name: 'Gate Crew' },
  });
  const convert = (type: string) =>
    convertValidly(testEvent({ Attribute: [{ ...domain, Sighting: [sighting(type)] }] }));

  test('are sightings by who saw it', () => {
    const conversion = convert('0');
    const object = found(conversion, 'sighting');
    assert.equal(object.id, `sighting--${testUuid(100)}`);
    assert.equal(object.sighting_of_ref, `indicator--${ATTRIBUTE_UUID}`);
    assert.deepEqual(object.where_sighted_refs, [`identity--${testUuid(101)}`]);
    assert.deepEqual([object.last_seen, object.x_misp_source], ['2021-03-04T06:40:00.000Z', 'gate 4']);
    assert.equal(found(conversion, 'identity', 1).name, 'Gate Crew');
  });

  test('of a false positive are opinions against', () => {
    const opinion = found(convert('1'), 'opinion');
    assert.deepEqual(
      [opinion.opinion, opinion.object_refs, opinion.authors],
      ['strongly-disagree', [`indicator--${ATTRIBUTE_UUID}`], ['Gate Crew']],
    );
  });

  test('that expire something are refused', () => {
    assert.equal(convert('2').refused[0]?.path, 'Event.Attribute[0].Sighting[0]');
    assert.match(convert('9').refused[0]?.reason ?? '', /unknown type/);
  });
});

describe('hostile input', () => {
  const nested = (depth: number): JsonValue => {
    let value: JsonValue = 'x';
    for (let i = 0; i < depth; i++) value = [value];
    return value;
  };

  test('a deep value costs its own part and not the event', () => {
    const deep = { ...testObject('mutex', [['name', 'm']]), Tag: nested(20_000), deep: nested(20_000) };
    const conversion = convertValidly(testEvent({ Object: [deep], Attribute: [domain], x: nested(20_000) }));
    assert.equal(found(conversion, 'indicator').id, `indicator--${ATTRIBUTE_UUID}`);
  });

  test('names of the prototype are names like others', () => {
    const event = JSON.parse(
      `{"Event":{"__proto__":{"info":"x"},"info":"a","uuid":"${EVENT_UUID}","date":"2021-01-01","Object":[{"name":"mutex","uuid":"${testUuid(5)}","Attribute":[{"object_relation":"name","type":"text","value":"m"},{"object_relation":"__proto__","type":"text","value":"p"}]}]}}`,
    );
    assert.equal(found(convertValidly(event), 'mutex').x_misp___proto__, 'p');
    assert.equal(({} as JsonObject).info, undefined);
  });

  const word = fc.oneof(
    fc.constantFrom(
      'domain',
      'ip-dst',
      'file',
      'email',
      'md5',
      'malware-sample',
      'regkey|value',
      'x509',
      'process',
      'tlp:red',
      '1',
      '0',
      'true',
      '2021-01-01',
    ),
    fc.string(),
    fc.string({ unit: 'binary' }),
  );
  const scalar = fc.oneof(word, fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.uuid());
  const record = (names: readonly string[]) =>
    fc.dictionary(fc.constantFrom(...names), fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })), { maxKeys: 12 });
  const attribute = record([
    'uuid',
    'type',
    'value',
    'object_relation',
    'to_ids',
    'timestamp',
    'comment',
    'category',
    'data',
    'first_seen',
    'last_seen',
    'deleted',
    'distribution',
    'Tag',
    'Galaxy',
    'Sighting',
  ]);
  const cluster = record(['uuid', 'type', 'value', 'meta', 'description', 'default', 'version', 'tag_name']);

  test('never throws, and what comes out is always valid', () => {
    const event = fc.record({
      info: scalar,
      uuid: scalar,
      timestamp: fc.constantFrom('1614834367', 1614834367),
      Orgc: record(['name', 'uuid']),
      Attribute: fc.array(attribute, { maxLength: 4 }),
      Object: fc.array(
        fc.record({
          name: word,
          uuid: scalar,
          comment: scalar,
          Attribute: fc.array(attribute, { maxLength: 4 }),
          ObjectReference: fc.array(record(['uuid', 'referenced_uuid', 'relationship_type'])),
        }),
        { maxLength: 3 },
      ),
      Galaxy: fc.array(fc.record({ type: word, name: scalar, GalaxyCluster: fc.array(cluster, { maxLength: 2 }) }), {
        maxLength: 2,
      }),
      Tag: fc.array(record(['name']), { maxLength: 3 }),
      EventReport: fc.array(record(['name', 'content', 'uuid', 'timestamp']), { maxLength: 2 }),
      published: scalar,
      distribution: scalar,
      SharingGroup: scalar,
    });
    fc.assert(
      fc.property(event, (one) => void convertValidly({ Event: one } as JsonValue)),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.anything(), (value) => void convertMispEvent(value)),
      { numRuns: 300 },
    );
  });
});

function report(): JsonObject {
  return { uuid: testUuid(80), name: 'Night log', content: '# 02:00 the crane moved', timestamp: '1614834367' };
}
