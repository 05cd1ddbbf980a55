import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { JsonObject } from '@entente/stix';
import domainCases from '../../fixtures/misp-domain-objects.json' with { type: 'json' };
import observableCases from '../../fixtures/misp-observable-objects.json' with { type: 'json' };
import {
  convertValidly,
  found,
  OBJECT_UUID,
  testAttribute,
  testEvent,
  testObject,
  testUuid,
} from '../event-fixture.ts';
import { DOMAIN_ROWS } from './domain-rows.ts';
import { OBSERVABLE_ROWS } from './observable-rows.ts';

const MD5 = 'b2a5abfeef9e36964281a31e17b57c97';

type ObjectCase = {
  readonly name: string;
  readonly fields: Parameters<typeof testObject>[1];
  /** The types of the observables in the order of their objects, or of the one domain object. */
  readonly types: readonly string[];
  /** Properties of the first of those types. */
  readonly has: JsonObject;
  readonly pattern?: string;
};

const observables = observableCases as unknown as readonly ObjectCase[];
const domainObjects = domainCases as unknown as readonly ObjectCase[];

function convert(object: JsonObject, ...others: JsonObject[]) {
  return convertValidly(testEvent({ Object: [object, ...others] }));
}

describe('objects that are observables', () => {
  for (const { name, fields, types, has, pattern } of observables) {
    test(`${name} is observed data`, () => {
      const conversion = convert(testObject(name, fields));
      assert.deepEqual(
        conversion.objects.map(({ type }) => type),
        ['identity', 'observed-data', ...types, 'report'],
      );
      const first: JsonObject = found(conversion, types[0] ?? '');
      for (const [property, value] of Object.entries(has)) assert.deepEqual(first[property], value, property);
      assert.equal(found(conversion, 'observed-data').id, `observed-data--${OBJECT_UUID}`);
      assert.deepEqual(conversion.refused, []);
    });

    test(`${name} for detection is an indicator`, () => {
      const [first, ...more] = fields;
      assert.ok(first);
      const conversion = convert(testObject(name, [[first[0], first[1], { ...first[2], to_ids: true }], ...more]));
      const indicator = found(conversion, 'indicator');
      assert.equal(indicator.id, `indicator--${OBJECT_UUID}`);
      if (pattern !== undefined) assert.equal(indicator.pattern, pattern);
    });
  }

  test('the table has no object that is not tested', () => {
    const tested = new Set(observables.map(({ name }) => name));
    assert.deepEqual(
      [...OBSERVABLE_ROWS.keys()].filter((name) => !tested.has(name)),
      [],
    );
  });
});

describe('objects that are domain objects', () => {
  for (const { name, fields, types, has } of domainObjects) {
    const type = types[0] ?? '';

    test(`${name} is a ${type}`, () => {
      const conversion = convert(testObject(name, fields));
      const object = conversion.objects.find(({ id }) => id === `${type}--${OBJECT_UUID}`);
      assert.ok(object, JSON.stringify(conversion));
      for (const [property, value] of Object.entries(has))
        assert.deepEqual((object as JsonObject)[property], value, property);
    });
  }

  test('the table has no object that is not tested', () => {
    const tested = new Set(['annotation', ...domainObjects.map(({ name }) => name)]);
    assert.deepEqual(
      [...DOMAIN_ROWS.keys()].filter((name) => !tested.has(name)),
      [],
    );
  });

  test('a script that is not malicious is a tool', () => {
    assert.equal(found(convert(testObject('script', [['filename', 'lift.py']])), 'tool').name, 'lift.py');
  });

  test('an annotation is a note on what it refers to, wherever that stands', () => {
    const annotation = testObject('annotation', [['text', 'see this']], {
      uuid: testUuid(20),
      ObjectReference: [{ uuid: testUuid(21), referenced_uuid: OBJECT_UUID, relationship_type: 'annotates' }],
    });
    const conversion = convert(annotation, testObject('mutex', [['name', 'm']]));
    const note = found(conversion, 'note');
    assert.deepEqual([note.content, note.object_refs], ['see this', [`observed-data--${OBJECT_UUID}`]]);
  });
});

describe('objects that STIX has nothing for', () => {
  for (const [name, fields] of [
    [
      'bank-account',
      [
        ['iban', 'LU1234567890ABCDEF1234567890'],
        ['currency-code', 'EUR'],
      ],
    ],
    ['file', [['mime-type', 'text/plain']]],
    ['geolocation', [['altitude', '3']]],
    [
      'ip-port',
      [
        ['ip', 'nowhere'],
        ['dst-port', '1'],
      ],
    ],
    ['x509', [['x509-fingerprint-md5', 'no hash']]],
    ['annotation', [['text', 'about nothing']]],
    ['__proto__', [['__proto__', 'x']]],
  ] as const) {
    test(`${name} (${fields.map(([relation]) => relation).join(', ')}) is kept whole as a custom object`, () => {
      const conversion = convert(testObject(name, fields));
      const custom = found(conversion, 'x-misp-object');
      assert.equal(custom.id, `x-misp-object--${OBJECT_UUID}`);
      assert.equal(custom.x_misp_name, name);
      assert.equal(Array.isArray(custom.x_misp_attributes) ? custom.x_misp_attributes.length : 0, fields.length);
      assert.deepEqual(conversion.refused, []);
    });
  }

  test('a deleted one is refused, and one without a name or without attributes', () => {
    const gone = testObject('mutex', [['name', 'm']], { deleted: '1' });
    assert.deepEqual(convert(gone, testObject('', []), testObject('email', [])).refused, [
      { path: 'Event.Object[0]', reason: 'deleted in MISP' },
      { path: 'Event.Object[1]', reason: 'has no name' },
      { path: 'Event.Object[2]', reason: 'has no attributes' },
    ]);
  });

  test('a deleted attribute of an object is not converted', () => {
    const object = testObject('mutex', [
      ['name', 'old', { deleted: true }],
      ['name', 'new'],
    ]);
    assert.equal(found(convert(object), 'mutex').name, 'new');
  });
});

describe('portable executables', () => {
  const reference = (number: number): JsonObject => ({
    uuid: testUuid(number + 50),
    referenced_uuid: testUuid(number),
    relationship_type: 'includes',
  });
  const pe = testObject(
    'pe',
    [
      ['type', 'exe'],
      ['number-sections', '1'],
      ['company-name', 'Quay'],
    ],
    { uuid: testUuid(30), ObjectReference: [reference(31)] },
  );
  const section = testObject(
    'pe-section',
    [
      ['name', '.text'],
      ['size-in-bytes', '512'],
      ['entropy', '7.25'],
      ['md5', MD5],
    ],
    { uuid: testUuid(31) },
  );

  test('are an extension of the file that refers to them', () => {
    const file = testObject('file', [['filename', 'winch.exe']], { ObjectReference: [reference(30)] });
    const conversion = convert(section, pe, file);
    assert.deepEqual(
      conversion.objects.map(({ type }) => type),
      ['identity', 'observed-data', 'file', 'report'],
    );
    assert.deepEqual(found(conversion, 'file').extensions, {
      'windows-pebinary-ext': {
        pe_type: 'exe',
        number_of_sections: 1,
        sections: [{ name: '.text', size: 512, entropy: 7.25, hashes: { MD5 } }],
      },
    });
    assert.equal(found(conversion, 'file').x_misp_company_name, 'Quay');
    assert.deepEqual(conversion.refused, []);
  });

  test('are kept where the file cannot be converted', () => {
    const file = testObject('file', [['mime-type', 'text/plain']], { ObjectReference: [reference(30)] });
    const names = convert(section, pe, file).objects.flatMap((object) => object.x_misp_name ?? []);
    assert.deepEqual(names.sort(), ['file', 'pe', 'pe-section']);
  });
});

describe('references between objects', () => {
  const to = (uuid: string, type: string): JsonObject => ({
    uuid: testUuid(40),
    referenced_uuid: uuid,
    relationship_type: type,
    timestamp: '1614834000',
    comment: 'why',
  });

  test('are relationships between what the objects became', () => {
    const source = testObject('vulnerability', [['id', 'CVE-2020-12345']], {
      uuid: testUuid(41),
      ObjectReference: [to(OBJECT_UUID, 'Affects_the thing')],
    });
    const relationship = found(convert(source, testObject('mutex', [['name', 'm']])), 'relationship');
    assert.deepEqual(
      [
        relationship.id,
        relationship.relationship_type,
        relationship.source_ref,
        relationship.target_ref,
        relationship.description,
      ],
      [
        `relationship--${testUuid(40)}`,
        'affects-the-thing',
        `vulnerability--${testUuid(41)}`,
        `observed-data--${OBJECT_UUID}`,
        'why',
      ],
    );
  });

  test('may lead to an attribute', () => {
    const source = testObject('mutex', [['name', 'm']], { ObjectReference: [to(testUuid(3), 'related-to')] });
    const conversion = convertValidly(
      testEvent({ Object: [source], Attribute: [testAttribute('domain', 'quay.example')] }),
    );
    assert.equal(found(conversion, 'relationship').target_ref, `observed-data--${testUuid(3)}`);
  });

  test('are refused where the other end is not in the event', () => {
    const source = testObject('mutex', [['name', 'm']], { ObjectReference: [to(testUuid(99), 'related-to')] });
    assert.deepEqual(convert(source).refused, [
      { path: 'Event.Object[0].ObjectReference[0]', reason: 'refers to something that is not in the event' },
    ]);
  });
});
