import type { JsonObject, JsonValue } from '@entente/stix';
import { asList, asObject, asText, type Draft, setProperty } from '../json/json-access.ts';
import { withHashNames } from './hash-name.ts';
import { extensionProperty, observableProperty } from './observable-types.ts';

/**
 * One value of a STIX 2.0 `objects` dictionary as an object of STIX 2.1, without its id: new property names, references
 * as ids.
 *
 * @param resolve the id for a key of the dictionary, or undefined where the reference cannot be kept
 */
export function upgradeObservable(observable: JsonObject, resolve: (key: string) => string | undefined): Draft {
  const type = asText(observable.type) ?? '';
  const draft: Draft = {};
  for (const [property, value] of Object.entries(observable)) {
    const name = observableProperty(type, property);
    const upgraded = property === 'extensions' ? upgradeExtensions(value, resolve) : upgradeValue(name, value, resolve);
    if (upgraded !== undefined) setProperty(draft, name, upgraded);
  }
  if (type === 'process') addCommandLine(draft);
  if (type === 'email-message') listValues(draft, 'additional_header_fields');
  return draft;
}

function upgradeExtensions(extensions: JsonValue, resolve: (key: string) => string | undefined): JsonValue {
  const byName = asObject(extensions);
  if (byName === undefined) return extensions;
  const upgraded: Draft = {};
  for (const [name, extension] of Object.entries(byName)) {
    const properties = asObject(extension);
    if (properties === undefined) {
      setProperty(upgraded, name, extension);
      continue;
    }
    const draft: Draft = {};
    for (const [property, value] of Object.entries(properties)) {
      const result = upgradeValue(property, value, resolve);
      if (result !== undefined) setProperty(draft, extensionProperty(name, property), result);
    }
    if (name === 'http-request-ext') listValues(draft, 'request_header');
    setProperty(upgraded, name, draft);
  }
  return upgraded;
}

/** References become ids and hashes get their standard names, at any depth. Undefined for a reference into nothing. */
function upgradeValue(
  property: string,
  value: JsonValue,
  resolve: (key: string) => string | undefined,
): JsonValue | undefined {
  if (property.endsWith('_ref') && typeof value === 'string') return resolve(value);
  if (property.endsWith('_refs') && Array.isArray(value)) {
    const ids = value.flatMap((key: JsonValue) => (typeof key === 'string' ? (resolve(key) ?? []) : []));
    return ids.length > 0 ? ids : undefined;
  }
  if (Array.isArray(value)) {
    return value.map((member: JsonValue) => upgradeValue('', member, resolve) ?? member);
  }
  const object = asObject(value);
  if (object === undefined) return value;
  if (property === 'hashes') return withHashNames(object);
  const draft: Draft = {};
  for (const [name, member] of Object.entries(object)) {
    const upgraded = upgradeValue(name, member, resolve);
    if (upgraded !== undefined) setProperty(draft, name, upgraded);
  }
  return draft;
}

/** STIX 2.1 has no name and no arguments of a process, only the command line, which is made of them where it lacks. */
function addCommandLine(process: Draft): void {
  if (process.command_line !== undefined) return;
  const words = [process.x_name, ...asList(process.x_arguments)].filter((word) => typeof word === 'string');
  if (words.length > 0) process.command_line = words.join(' ');
}

/** Header fields are lists of strings (sections 6.6.1 and 6.12.2), which STIX 2.0 left open. */
function listValues(draft: Draft, property: string): void {
  const fields = asObject(draft[property]);
  if (fields === undefined) return;
  const listed: Draft = {};
  for (const [name, value] of Object.entries(fields)) {
    setProperty(listed, name, Array.isArray(value) ? value : [value]);
  }
  draft[property] = listed;
}
