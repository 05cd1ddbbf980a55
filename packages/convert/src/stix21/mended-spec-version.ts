import type { JsonObject } from '@entente/stix';

/**
 * The object as it was published, where it comes from OpenTAXII 0.9.3 or earlier: those answer the type of an object as its
 * `spec_version` (its issue 237). Undefined for everything else.
 */
export function mendedSpecVersion(object: JsonObject): JsonObject | undefined {
  const { type, spec_version: version } = object;
  return typeof type === 'string' && version === type ? { ...object, spec_version: '2.1' } : undefined;
}
