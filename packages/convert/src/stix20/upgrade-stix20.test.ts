import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type JsonObject, observableId, tlpMarkings, validateObject } from '@entente/stix';
import bundle from '../fixtures/stix20-bundle.json' with { type: 'json' };
import { asList, objectsIn } from '../json/json-access.ts';
import { isStix20 } from './is-stix20.ts';
import { upgradeStix20 } from './upgrade-stix20.ts';

const originals: readonly JsonObject[] = objectsIn(bundle.objects).map(({ object }) => object);

function original(type: string): JsonObject {
  const object = originals.find((one) => one.type === type);
  assert.ok(object, `the fixture has a ${type}`);
  return object;
}

function upgraded(object: JsonObject): JsonObject {
  const [first] = upgradeStix20(object).objects;
  assert.ok(first);
  return first;
}

describe('upgrading STIX 2.0', () => {
  for (const object of originals) {
    test(`${object.type} is valid afterwards, and says that it was converted`, () => {
      assert.equal(isStix20(object), true);
      const { objects, notes } = upgradeStix20(object);
      for (const one of objects) assert.deepEqual(validateObject(one), [], JSON.stringify(one));
      assert.equal(objects.some(isStix20), false);
      assert.match(notes[0] ?? '', /Converted from STIX 2\.0/);
    });
  }

  test('ids, times and custom properties stay as they were', () => {
    const { id, created, name, contact_information: contact } = original('identity');
    const identity = upgraded(original('identity'));
    assert.deepEqual(
      [identity.id, identity.created, identity.name, identity.contact_information],
      [id, created, name, contact],
    );
    assert.equal(upgraded(original('indicator')).x_crane_model, 12);
    assert.equal(upgraded(original('x-harbour-berth')).depth_in_metres, 14);
  });

  test('a pattern that is one long word takes no longer than others of its length', () => {
    const pattern = 'a'.repeat(200_000);
    const began = performance.now();
    assert.equal(upgraded({ ...original('indicator'), pattern }).pattern, pattern);
    // By the square of its length it takes most of a minute; else a millisecond.
    assert.ok(performance.now() - began < 10_000);
  });

  test('labels move to the property for types', () => {
    assert.deepEqual(upgraded(original('malware')).malware_types, ['remote-access-trojan']);
    assert.deepEqual(upgraded(original('threat-actor')).threat_actor_types, ['crime-syndicate']);
    assert.deepEqual(upgraded(original('tool')).tool_types, ['remote-access']);
    assert.deepEqual(upgraded(original('report')).report_types, ['threat-report']);
    assert.deepEqual(upgraded(original('identity')).roles, ['sensor operator']);
    assert.equal(upgraded(original('identity')).labels, undefined);
    assert.deepEqual(upgraded(original('attack-pattern')).labels, ['kept as a label']);
    assert.deepEqual(upgraded(original('x-harbour-berth')).labels, ['north']);
  });

  test('tags stay labels, and granular markings follow what moves', () => {
    const indicator = upgraded(original('indicator'));
    assert.deepEqual(indicator.indicator_types, ['malicious-activity', 'compromised']);
    assert.deepEqual(indicator.labels, ['misp:type="md5"']);
    assert.deepEqual(objectsIn(indicator.granular_markings)[0]?.object.selectors, [
      'labels.[0]',
      'indicator_types.[1]',
      'name',
    ]);
  });

  test('an indicator gets the pattern language and its new form', () => {
    const indicator = upgraded(original('indicator'));
    assert.equal(indicator.pattern_type, 'stix');
    assert.equal(
      indicator.pattern,
      "[file:ctime = t'2017-01-01T00:00:00Z' AND file:name = 'START '] START t'2017-01-01T00:00:00Z' STOP t'2017-02-01T00:00:00Z'",
    );
  });

  test('malware is taken for a family, and hashes get their standard names', () => {
    const malware = upgraded(original('malware'));
    assert.equal(malware.is_family, true);
    assert.deepEqual(Object.keys(objectsIn(malware.external_references)[0]?.object.hashes ?? {}), ['SHA-256']);
  });

  test('a TLP marking becomes the one of the standard', () => {
    const id = 'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da';
    assert.deepEqual(upgraded(original('marking-definition')), tlpMarkings.get(id)?.definition);
  });

  test('a report without a date of publication takes that of its creation', () => {
    const { published: _, ...report } = original('report');
    assert.equal(upgraded(report).published, report.created);
  });
});

describe('upgrading observed data', () => {
  const { objects, notes } = upgradeStix20(original('observed-data'));
  const [observedData, ...observables] = objects;
  const byType = (type: string, at = 0): JsonObject => {
    const found = observables.filter((one) => one.type === type)[at];
    assert.ok(found, `an observable of type ${type}`);
    return found;
  };

  test('each observable is an object that the observed data refers to', () => {
    assert.equal(observables.length, 11);
    assert.equal(observedData?.objects, undefined);
    assert.deepEqual(
      observedData?.object_refs,
      observables.map(({ id }) => id),
    );
  });

  test('ids are the deterministic ones, and the same every time', () => {
    for (const observable of observables) {
      if (observable.type !== 'process') assert.equal(observable.id, observableId(observable), `${observable.type}`);
    }
    assert.deepEqual(upgradeStix20(original('observed-data')).objects, objects);
  });

  test('references between observables become ids', () => {
    assert.deepEqual(byType('domain-name').resolves_to_refs, [byType('ipv4-addr').id]);
    assert.equal(byType('network-traffic').src_ref, byType('ipv4-addr').id);
    assert.equal(byType('file').parent_directory_ref, byType('directory').id);
    assert.deepEqual(byType('directory').contains_refs, [byType('file').id]);
    assert.equal(objectsIn(byType('email-message').body_multipart)[0]?.object.body_raw_ref, byType('file', 1).id);
  });

  test('a reference into nothing is left out, which is said', () => {
    assert.ok(notes.some((note) => note.includes('objects.0 refers to gone')));
  });

  test('properties have their new names, and those that are no more become custom', () => {
    assert.equal(byType('file').ctime, '2017-01-30T00:00:00Z');
    assert.equal(byType('file').x_is_encrypted, true);
    assert.equal(byType('directory').atime, '2017-01-31T00:00:00Z');
    assert.equal(byType('user-account').credential_last_changed, '2016-05-01T00:00:00Z');
    assert.equal(byType('windows-registry-key').modified_time, '2017-01-31T08:00:00Z');
    assert.equal(byType('process').image_ref, byType('file', 1).id);
    assert.equal(byType('process').command_line, 'windlass.exe --quiet now');
    assert.deepEqual(Object.keys(byType('file').hashes ?? {}), ['MD5', 'SSDEEP']);
  });

  test('header fields become lists', () => {
    assert.deepEqual(byType('email-message').additional_header_fields, { 'X-Mailer': ['Tide 2'] });
  });

  test('what marked the observed data or a part of an observable marks the observable', () => {
    const green = 'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da';
    const statement = 'marking-definition--2a1f1b4e-8f35-4f8a-9f0c-57f6bd9a9f11';
    assert.deepEqual(byType('domain-name').object_marking_refs, [green]);
    assert.deepEqual(byType('ipv4-addr').object_marking_refs, [green, statement]);
    assert.deepEqual(objectsIn(observedData?.granular_markings)[0]?.object.selectors, ['number_observed']);
  });

  test('observables that contain each other get distinct ids', () => {
    const archive = (name: string, inner: string): JsonObject => ({
      type: 'file',
      name,
      extensions: { 'archive-ext': { contains_refs: [inner] } },
    });
    const looped = { ...original('observed-data'), objects: { a: archive('a.zip', 'b'), b: archive('b.zip', 'a') } };
    const { objects: result } = upgradeStix20(looped);
    const ids = result.slice(1).map(({ id }) => id);
    assert.equal(new Set(ids).size, 2);
    assert.deepEqual(asList(result[0]?.object_refs), ids);
    for (const one of result) assert.deepEqual(validateObject(one), []);
  });

  test('input deep enough to exhaust the stack is given back with a note', () => {
    const objects: Record<string, JsonObject> = {};
    for (let i = 0; i < 50_000; i++) {
      objects[i] = { type: 'file', name: 'a', parent_directory_ref: `${i + 1}` };
    }
    const deep = { ...original('observed-data'), objects };
    const result = upgradeStix20(deep);
    assert.deepEqual(result.objects, [deep]);
    assert.match(result.notes.join(), /Could not be converted/);
  });
});
