import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import rows from '../../fixtures/misp-attributes.json' with { type: 'json' };
import {
  ATTRIBUTE_UUID,
  CREATOR_UUID,
  convertValidly,
  EVENT_TIME,
  found,
  testAttribute,
  testEvent,
} from '../event-fixture.ts';
import { FILE_HASHES } from '../file-hashes.ts';
import { ATTRIBUTE_ROWS } from './attribute-rows.ts';

const OTHER_UUID = '11111111-2222-4333-8444-555555555555';

function convert(type: string, value: string, more: Parameters<typeof testAttribute>[2] = {}) {
  return convertValidly(testEvent({ Attribute: [testAttribute(type, value, more)] }));
}

describe('attributes by type', () => {
  for (const { type, value, data, pattern, observables } of rows) {
    const more = data === undefined ? {} : { data };

    test(`${type} for detection is an indicator`, () => {
      const indicator = found(convert(type, value, { ...more, to_ids: true }), 'indicator');
      assert.equal(indicator.id, `indicator--${ATTRIBUTE_UUID}`);
      assert.equal(indicator.pattern, pattern);
    });

    test(`${type} not for detection is ${observables.length > 0 ? 'observed data' : 'custom'}`, () => {
      const conversion = convert(type, value, more);
      if (observables.length === 0) {
        assert.equal(found(conversion, 'x-misp-attribute').x_misp_value, value);
        return;
      }
      const types = conversion.objects.map((object) => object.type);
      assert.deepEqual(types, ['identity', 'observed-data', ...observables, 'report']);
      assert.equal(found(conversion, 'observed-data').id, `observed-data--${ATTRIBUTE_UUID}`);
    });
  }

  test('the table has no type that is not tested, other than further hashes', () => {
    const hashes = new Set([...FILE_HASHES.keys()].flatMap((hash) => [hash, `filename|${hash}`]));
    const tested = new Set(rows.map(({ type }) => type));
    assert.deepEqual(
      [...ATTRIBUTE_ROWS.keys()].filter((type) => !tested.has(type) && !hashes.has(type)),
      [],
    );
  });

  for (const language of ['sigma', 'snort', 'yara']) {
    test(`${language} is an indicator in that language`, () => {
      const indicator = found(convert(language, 'a rule'), 'indicator');
      assert.deepEqual([indicator.pattern_type, indicator.pattern], [language, 'a rule']);
    });
  }

  test('vulnerability is a vulnerability, with its number in the catalogue', () => {
    const object = found(convert('vulnerability', 'CVE-2020-12345', { comment: 'in the winch' }), 'vulnerability');
    assert.equal(object.name, 'CVE-2020-12345');
    assert.equal(object.description, 'in the winch');
    assert.deepEqual(object.external_references, [{ source_name: 'cve', external_id: 'CVE-2020-12345' }]);
  });

  test('campaign-name is a campaign', () => {
    assert.equal(found(convert('campaign-name', 'Night Shift'), 'campaign').name, 'Night Shift');
  });
});

describe('an attribute', () => {
  test('has its category, type and comment in the indicator', () => {
    const indicator = found(convert('domain', 'quay.example', { to_ids: true, comment: 'seen twice' }), 'indicator');
    assert.deepEqual(indicator.labels, [
      'misp:type="domain"',
      'misp:category="Network activity"',
      'misp:to_ids="True"',
    ]);
    assert.deepEqual(indicator.kill_chain_phases, [
      { kill_chain_name: 'misp-category', phase_name: 'Network activity' },
    ]);
    assert.equal(indicator.description, 'seen twice');
    assert.equal(indicator.created_by_ref, `identity--${CREATOR_UUID}`);
    assert.deepEqual(
      [indicator.created, indicator.modified, indicator.valid_from],
      [EVENT_TIME, EVENT_TIME, EVENT_TIME],
    );
  });

  test('is valid from when it was first seen until when it was last', () => {
    const seen = { first_seen: '2021-01-01T00:00:00.000001+00:00', last_seen: '2021-02-01T02:00:00+02:00' };
    const indicator = found(convert('domain', 'quay.example', { ...seen, to_ids: true }), 'indicator');
    assert.deepEqual(
      [indicator.valid_from, indicator.valid_until],
      ['2021-01-01T00:00:00.000001Z', '2021-02-01T00:00:00.000Z'],
    );
    const observed = found(convert('domain', 'quay.example', seen), 'observed-data');
    assert.deepEqual(
      [observed.first_observed, observed.last_observed],
      ['2021-01-01T00:00:00.000001Z', '2021-02-01T00:00:00.000Z'],
    );
  });

  for (const [type, value] of [
    ['btc', '1E38kt7ryhbRXUzbam6iQ6sd93VHUUdjEE'],
    ['ip-dst', 'not an address'],
    ['hostname|port', 'quay.example'],
    ['AS', 'AS-QUAY'],
    ['constructor', 'x'],
  ] as const) {
    test(`of type ${type} with the value ${value} is kept as custom object`, () => {
      for (const flag of [true, false]) {
        const conversion = convert(type, value, { to_ids: flag });
        const custom = found(conversion, 'x-misp-attribute');
        assert.equal(custom.id, `x-misp-attribute--${ATTRIBUTE_UUID}`);
        assert.deepEqual([custom.x_misp_type, custom.x_misp_value], [type, value]);
        assert.deepEqual(conversion.refused, []);
      }
    });
  }

  test('whose value is of no form that STIX takes can still be detected', () => {
    const url = 'quay.example/without-a-scheme';
    assert.equal(found(convert('url', url, { to_ids: true }), 'indicator').pattern, `[url:value = '${url}']`);
    assert.equal(found(convert('md5', 'not a hash'), 'x-misp-attribute').x_misp_value, 'not a hash');
  });

  for (const [what, attribute, reason] of [
    ['deleted', testAttribute('domain', 'quay.example', { deleted: true }), 'deleted in MISP'],
    ['without a value', testAttribute('domain', ''), 'has no value'],
    ['without a type', testAttribute('', 'quay.example'), 'has no type'],
  ] as const) {
    test(`${what} is refused, and the next one lands`, () => {
      const next = testAttribute('domain', 'next.example', { uuid: OTHER_UUID, to_ids: true });
      const conversion = convertValidly(testEvent({ Attribute: [attribute, next] }));
      assert.deepEqual(conversion.refused, [{ path: 'Event.Attribute[0]', reason }]);
      assert.equal(found(conversion, 'indicator').id, `indicator--${OTHER_UUID}`);
    });
  }

  test('without a usable UUID gets one that is always the same', () => {
    const [first, second] = ['a', 'b'].map((value) => {
      const attribute = testAttribute('domain', `${value}.example`, { uuid: 'none', to_ids: true });
      return [0, 1].map(() => found(convertValidly(testEvent({ Attribute: [attribute] })), 'indicator').id);
    });
    assert.equal(first?.[0], first?.[1]);
    assert.notEqual(first?.[0], second?.[0]);
  });

  test('that names an observable which is there already adds to it', () => {
    const attributes = ['198.51.100.4', '198.51.100.5'].map((ip, index) =>
      testAttribute('domain|ip', `quay.example|${ip}`, { uuid: index === 0 ? ATTRIBUTE_UUID : OTHER_UUID }),
    );
    const domain = found(convertValidly(testEvent({ Attribute: attributes })), 'domain-name');
    assert.equal(Array.isArray(domain.resolves_to_refs) && domain.resolves_to_refs.length, 2);
  });
});
