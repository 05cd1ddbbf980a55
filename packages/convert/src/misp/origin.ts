import { isIdentifier, type JsonObject, type StixObject } from '@entente/stix';
import { asText, isSet, objectsIn } from '../json/json-access.ts';
import { stableUuid } from '../stable-id.ts';
import type { Conversion } from './conversion.ts';
import { narrowestTlp, readDistribution, readTags } from './markings.ts';
import { timeOfEpoch, timeOfText } from './misp-time.ts';

/** What a MISP attribute or object has in common with any other: who, when, under which terms. */
export type Origin = {
  readonly uuid: string;
  readonly timestamp: string;
  readonly labels: readonly string[];
  readonly markings: readonly string[];
  readonly confidence?: number;
  readonly comment?: string;
  readonly firstSeen?: string;
  readonly lastSeen?: string;
  /** Custom properties: the distribution, where it is the object's own. */
  readonly properties: JsonObject;
};

/** Reads what a MISP attribute or object says about itself, and adds the marking of its distribution. */
export function readOrigin(conversion: Conversion, source: JsonObject, clusterTags: ReadonlySet<string>): Origin {
  const tags = readTags(source, clusterTags);
  const distribution = readDistribution(source);
  const closing = conversion.closeByDistribution ? distribution.marking : undefined;
  if (closing !== undefined) conversion.add([closing]);
  const comment = asText(source.comment);
  const firstSeen = timeOfText(source.first_seen);
  const lastSeen = timeOfText(source.last_seen);
  return {
    uuid: readUuid(source),
    timestamp: timeOfEpoch(source.timestamp) ?? conversion.timestamp,
    labels: tags.labels,
    markings: narrowestTlp([...conversion.markings, ...tags.markings, ...(closing === undefined ? [] : [closing.id])]),
    properties: distribution.properties,
    ...(tags.confidence === undefined ? {} : { confidence: tags.confidence }),
    ...(comment === undefined ? {} : { comment }),
    ...(firstSeen === undefined ? {} : { firstSeen }),
    ...(lastSeen === undefined ? {} : { lastSeen }),
  };
}

/** MISP's UUID of something, or one made from its content where it has none that STIX can take. */
export function readUuid(source: JsonObject): string {
  const uuid = asText(source.uuid)?.toLowerCase();
  return uuid !== undefined && isIdentifier(`note--${uuid}`) ? uuid : stableUuid(`misp ${contentOf(source)}`);
}

const TELLING = [
  'type',
  'name',
  'object_relation',
  'category',
  'value',
  'info',
  'content',
  'timestamp',
  'date_sighting',
];

function contentOf(source: JsonObject): string {
  const own = [...TELLING, 'referenced_uuid', 'relationship_type'].map((property) => asText(source[property]) ?? '');
  const parts = objectsIn(source.Attribute).map(({ object }) =>
    TELLING.map((property) => asText(object[property]) ?? ''),
  );
  return JSON.stringify([own, parts]);
}

/** Whether MISP keeps something only to remember that it was deleted. */
export function isDeleted(source: JsonObject): boolean {
  return isSet(source.deleted);
}

/**
 * A domain object in the name of the event's creator, under the id that MISP's documentation gives it: its type and the
 * UUID of what it was.
 */
export function domainObject(
  conversion: Conversion,
  type: string,
  origin: Origin,
  properties: JsonObject,
  labels: readonly string[] = [],
): StixObject {
  const allLabels = [...labels, ...origin.labels];
  return {
    type,
    spec_version: '2.1',
    id: `${type}--${origin.uuid}`,
    created_by_ref: conversion.creator,
    created: origin.timestamp,
    modified: origin.timestamp,
    ...properties,
    ...origin.properties,
    ...(allLabels.length > 0 ? { labels: allLabels } : {}),
    ...(origin.confidence === undefined ? {} : { confidence: origin.confidence }),
    ...markedWith(origin.markings),
  };
}

/** The property that marks an object, where there is anything to say. */
export function markedWith(markings: readonly string[]): JsonObject {
  return markings.length > 0 ? { object_marking_refs: [...markings] } : {};
}

/** Whether the second of two timestamps is later. They may differ in precision. */
export function isLater(first: string, second: string): boolean {
  return Date.parse(second) > Date.parse(first);
}
