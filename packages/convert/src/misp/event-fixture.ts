import assert from 'node:assert/strict';
import { type JsonObject, type JsonValue, type StixObject, validateObject } from '@entente/stix';
import { convertMispEvent, type MispConversion } from './convert-misp-event.ts';

/** The time of everything in test events that has none of its own. */
export const EVENT_TIME = '2021-03-04T05:06:07.000Z';
const EVENT_SECONDS = '1614834367';

/** A UUID for tests, from a number. */
export function testUuid(number: number): string {
  return `7d6f1c2a-3b4e-4c5d-8e9f-${String(number).padStart(12, '0')}`;
}

export const EVENT_UUID = testUuid(1);
export const CREATOR_UUID = testUuid(2);
export const ATTRIBUTE_UUID = testUuid(3);
export const OBJECT_UUID = testUuid(4);

/** A MISP event for tests. */
export function testEvent(more: JsonObject = {}): JsonObject {
  return {
    Event: {
      id: '12',
      uuid: EVENT_UUID,
      info: 'Cranes that move at night',
      date: '2021-03-01',
      timestamp: EVENT_SECONDS,
      published: true,
      publish_timestamp: '1614837967',
      Orgc: { id: '3', name: 'Harbour Watch', uuid: CREATOR_UUID },
      ...more,
    },
  };
}

/** An attribute of a MISP event. */
export function testAttribute(type: string, value: string, more: JsonObject = {}): JsonObject {
  const common = { uuid: ATTRIBUTE_UUID, category: 'Network activity', timestamp: EVENT_SECONDS, to_ids: false };
  return { ...common, type, value, ...more };
}

/** A MISP object whose attributes are given as pairs of relation and value. */
export function testObject(
  name: string,
  fields: readonly (readonly [relation: string, value: string, more?: JsonObject])[],
  more: JsonObject = {},
): JsonObject {
  const attributes = fields.map(
    ([relation, value, rest]): JsonValue => ({
      type: 'text',
      object_relation: relation,
      value,
      to_ids: false,
      ...rest,
    }),
  );
  const common = { uuid: OBJECT_UUID, 'meta-category': 'misc', timestamp: EVENT_SECONDS };
  return { ...common, name, Attribute: attributes, ...more };
}

/** Converts, and asserts what holds of every conversion: what comes out is valid, and is there once. */
export function convertValidly(value: JsonValue): MispConversion {
  const conversion = convertMispEvent(value);
  for (const object of conversion.objects) assert.deepEqual(validateObject(object), [], JSON.stringify(object));
  const ids = conversion.objects.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  return conversion;
}

/** The object of a type that a conversion has, or fails. */
export function found({ objects }: MispConversion, type: string, at = 0): StixObject {
  const object = objects.filter((one) => one.type === type)[at];
  assert.ok(object, `a ${type} among ${objects.map((one) => one.type).join(', ')}`);
  return object;
}
