import type { JsonObject } from '../json/json-value.ts';

/** A STIX object as JSON; see validateObject for what makes it valid. */
export type StixObject = JsonObject & { readonly type: string; readonly id: string };

/** Whether the object is one version of several that may come, each with its own `modified` (section 3.6). */
export function isVersioned(object: JsonObject): object is JsonObject & { readonly modified: string } {
  return typeof object.modified === 'string';
}
