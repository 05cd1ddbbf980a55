import type { JsonObject, JsonValue } from '@entente/stix';
import { firstValue } from './json/first-value.ts';
import { asObject, objectsIn } from './json/json-access.ts';
import { isStix20 } from './stix20/is-stix20.ts';

/**
 * What a file holds. A bundle's version is that of its first objects: any of them may be of the other, so `isStix20` is
 * asked of each. TAXII envelopes count as bundles. `ndjson` is one or more objects one after the other.
 */
export type Format = 'gzip' | 'misp' | 'ndjson' | 'stix20-bundle' | 'stix21-bundle' | 'stix-list' | 'unknown';

/** As much of a file as is looked at; more tells no more. */
const HEAD_LENGTH = 65_536;

/** Tells the format of a file from its beginning, some kilobytes of it. */
export function detectFormat(head: Uint8Array): Format {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  // The decoder takes a byte order mark away, and a character that is cut off becomes a replacement.
  const first = firstValue(new TextDecoder().decode(head.subarray(0, HEAD_LENGTH)).trimStart());
  return first === undefined ? 'unknown' : formatOf(first.value, first.isComplete);
}

function formatOf(value: JsonValue, isComplete: boolean): Format {
  if (Array.isArray(value)) {
    const [member] = value;
    if (member === undefined) return 'stix-list';
    const format = formatOf(member, isComplete);
    return format === 'ndjson' ? 'stix-list' : format === 'misp' ? 'misp' : 'unknown';
  }
  const object = asObject(value);
  if (object === undefined) return 'unknown';
  if (isMisp(object)) return 'misp';
  if (object.type === 'bundle' || Array.isArray(object.objects)) return bundleFormat(object, isComplete);
  return typeof object.type === 'string' || typeof object.id === 'string' ? 'ndjson' : 'unknown';
}

/** What MISP puts around events, or what an event begins with. */
function isMisp(object: JsonObject): boolean {
  if (object.type !== undefined) return false;
  return ['Event', 'response', 'orgc_id', 'Orgc', 'threat_level_id', 'info'].some((name) =>
    Object.hasOwn(object, name),
  );
}

function bundleFormat(bundle: JsonObject, isComplete: boolean): Format {
  if (bundle.spec_version === '2.0') return 'stix20-bundle';
  // The last object may lack its spec_version only because it is cut off.
  const members = objectsIn(bundle.objects)
    .map(({ object }) => object)
    .slice(0, isComplete ? undefined : -1);
  const isMarked = members.some(({ spec_version: version }) => version === '2.1');
  return !isMarked && members.some(isStix20) ? 'stix20-bundle' : 'stix21-bundle';
}
