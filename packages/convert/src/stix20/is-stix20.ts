import type { JsonObject } from '@entente/stix';
import { isObservableType } from './observable-types.ts';

/** Types that STIX 2.1 brought: without a `spec_version` they are mistakes, not STIX 2.0. */
const TYPES_OF_STIX_21: ReadonlySet<string> = new Set([
  'bundle',
  'extension-definition',
  'grouping',
  'incident',
  'infrastructure',
  'language-content',
  'location',
  'malware-analysis',
  'note',
  'opinion',
]);

/**
 * Whether one object of a bundle or stream is STIX 2.0. Bundles mix versions, so each object is asked.
 *
 * An object other than an observable that has no `spec_version` is STIX 2.0 (STIX 2.1 section 3.2).
 */
export function isStix20(object: JsonObject): boolean {
  if (object.spec_version !== undefined) return object.spec_version === '2.0';
  const { type } = object;
  if (typeof type !== 'string' || TYPES_OF_STIX_21.has(type) || isObservableType(type)) return false;
  return typeof object.created === 'string';
}
