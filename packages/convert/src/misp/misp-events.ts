import type { JsonObject } from '@entente/stix';
import { asObject } from '../json/json-access.ts';

/** An event in some JSON, and its place there. */
export type PlacedEvent = { readonly event: JsonObject; readonly path: string };

/**
 * The events in what MISP exports or answers: `{"Event": ...}`, `{"response": ...}` around one or a list of them, a list,
 * or the event alone. Undefined if it is none of that.
 */
export function eventsIn(value: unknown, path = ''): PlacedEvent[] | undefined {
  if (Array.isArray(value)) {
    const found = value.map((member, index) => eventsIn(member, `${path}[${index}]`));
    return found.length > 0 && found.every((events) => events !== undefined) ? found.flat() : undefined;
  }
  const object = asObject(value);
  if (object === undefined) return undefined;
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  if (asObject(object.Event) !== undefined) return eventsIn(object.Event, at('Event'));
  if (object.response !== undefined) return eventsIn(object.response, at('response'));
  const isEvent =
    typeof object.info === 'string' && (typeof object.uuid === 'string' || Array.isArray(object.Attribute));
  return isEvent ? [{ event: object, path }] : undefined;
}
