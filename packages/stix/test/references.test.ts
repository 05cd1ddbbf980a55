import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type JsonObject, referencesOf } from '../src/index.ts';
import { examples } from './changed-object.ts';

function referencesIn(object: JsonObject): string[] {
  return referencesOf(object).map(({ property, target }) => `${property} ${target.slice(0, target.indexOf('--'))}`);
}

describe('references', () => {
  it('are found in properties, lists and markings', () => {
    assert.deepEqual(referencesIn(examples['attack-pattern'] ?? {}).sort(), [
      'created_by_ref identity',
      'granular_markings.marking_ref marking-definition',
      'object_marking_refs marking-definition',
    ]);
  });

  it('are found in extensions and embedded structures', () => {
    const found = referencesIn(examples['network-traffic'] ?? {});
    assert.ok(found.includes('extensions.http-request-ext.message_body_data_ref artifact'));
    assert.deepEqual(referencesIn(examples['email-message-multipart'] ?? {}), ['body_multipart.body_raw_ref file']);
  });

  it('are found in custom properties', () => {
    assert.deepEqual(referencesOf({ x_own: [[{ part_refs: ['tool--1', 7, ['tool--2'], null] }]], x_ref: 'tool--3' }), [
      { property: 'x_own.part_refs', target: 'tool--1' },
      { property: 'x_own.part_refs', target: 'tool--2' },
      { property: 'x_ref', target: 'tool--3' },
    ]);
  });

  it('leave out keys of a deprecated container', () => {
    assert.deepEqual(referencesOf(examples['observed-data-container'] ?? {}), []);
  });
});
