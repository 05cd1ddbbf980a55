import { isTimestamp, type JsonObject, type JsonValue } from '@entente/stix';
import { releaseExtensionId } from './extension-definitions.ts';
import type { Handling } from './handling.ts';

/** What a release marking says. Lists hold ids of STIX identities: principals, or groups of them. */
export type ReleaseMarking = {
  to?: readonly string[];
  not?: readonly string[];
  handling?: Handling;
};

/** The names on the wire of the handling codes, beside ours. */
const duties = {
  no_onward_release: 'noOnwardRelease',
  not_for_court: 'notForCourt',
  nodes_only: 'nodesOnly',
} as const;
const dates = { not_before: 'notBefore', review_after: 'reviewAfter', purge_after: 'purgeAfter' } as const;

/** Writes the marking-definition. Its id must be new: a marking, once used, never changes. */
export function writeReleaseMarking(
  marking: ReleaseMarking,
  envelope: { id: string; created: string; createdBy: string; name?: string },
): JsonObject {
  const handling: Record<string, JsonValue> = {};
  for (const [wire, ours] of [...Object.entries(duties), ...Object.entries(dates)]) {
    const value = marking.handling?.[ours];
    if (value !== undefined) handling[wire] = value;
  }
  return {
    type: 'marking-definition',
    spec_version: '2.1',
    id: envelope.id,
    created_by_ref: envelope.createdBy,
    created: envelope.created,
    ...(envelope.name === undefined ? {} : { name: envelope.name }),
    extensions: {
      [releaseExtensionId]: {
        extension_type: 'property-extension',
        ...(marking.to === undefined ? {} : { releasable_to: [...marking.to] }),
        ...(marking.not === undefined ? {} : { not_releasable_to: [...marking.not] }),
        ...(Object.keys(handling).length === 0 ? {} : { handling }),
      },
    },
  };
}

/** Reads the extension's value; undefined where it is not exactly as defined, which closes what it marks. */
export function readReleaseMarking(extension: JsonValue): ReleaseMarking | undefined {
  if (!isObject(extension)) return undefined;
  const { extension_type, releasable_to, not_releasable_to, handling: codes, ...unknown } = extension;
  if (extension_type !== 'property-extension' || Object.keys(unknown).length > 0) return undefined;
  const marking: ReleaseMarking = {};
  if (releasable_to !== undefined) {
    if (!isListOfTexts(releasable_to)) return undefined;
    marking.to = releasable_to;
  }
  if (not_releasable_to !== undefined) {
    if (!isListOfTexts(not_releasable_to)) return undefined;
    marking.not = not_releasable_to;
  }
  if (codes !== undefined) {
    const handling = readHandling(codes);
    if (handling === undefined) return undefined;
    marking.handling = handling;
  }
  return marking;
}

function readHandling(codes: JsonValue): Handling | undefined {
  if (!isObject(codes)) return undefined;
  const handling: Handling = {};
  for (const [wire, value] of Object.entries(codes)) {
    if (isKeyOf(wire, duties)) {
      if (typeof value !== 'boolean') return undefined;
      if (value) handling[duties[wire]] = true;
    } else if (isKeyOf(wire, dates)) {
      if (typeof value !== 'string' || !isTimestamp(value)) return undefined;
      handling[dates[wire]] = value;
    } else return undefined;
  }
  return handling;
}

function isKeyOf<T extends object>(key: string, table: T): key is Extract<keyof T, string> {
  return Object.hasOwn(table, key);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOfTexts(value: JsonValue): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
