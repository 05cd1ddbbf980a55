import type { JsonObject, StixObject } from '@entente/stix';
import { asList, asText, isSet, objectsIn } from '../json/json-access.ts';
import { convertAttribute } from './attributes/convert-attribute.ts';
import { type Conversion, createConversion, type Refusal } from './conversion.ts';
import { convertEventReports } from './convert-event-reports.ts';
import { convertReferences } from './convert-references.ts';
import { convertSightings } from './convert-sightings.ts';
import { convertGalaxies, relateGalaxies, tagsOfClusters } from './galaxies/convert-galaxies.ts';
import { narrowestTlp, readDistribution, readTags } from './markings.ts';
import { eventsIn, type PlacedEvent } from './misp-events.ts';
import { timeOfEpoch, timeOfText } from './misp-time.ts';
import { convertObject } from './objects/convert-object.ts';
import { executables } from './objects/executables.ts';
import { namedOrganisation, organisation } from './organisation.ts';
import { domainObject, readUuid } from './origin.ts';

/** In whose name an event is that names no organisation. */
const UNNAMED = namedOrganisation('MISP');

/** What MISP JSON became, and what of it could not be converted. */
export type MispConversion = { readonly objects: StixObject[]; readonly refused: Refusal[] };

/** How MISP events are converted. */
export type MispOptions = {
  /**
   * Whether what MISP keeps within an organisation or a sharing group is marked so that it is released to nobody (the
   * default). Without it the distribution is only told, and the importing member's own terms decide.
   */
  readonly closeByDistribution?: boolean;
};

/**
 * Converts the events in MISP's JSON to STIX 2.1 as MISP's documentation maps them (misp-stix, documentation/mapping).
 * Every object that comes out is valid. Attributes and objects that STIX has no type for come out as `x-misp-attribute`
 * and `x-misp-object`. The same input always gives the same output. Never throws.
 *
 * @param value parsed JSON: an event, or MISP's envelope around one or several
 */
export function convertMispEvent(value: unknown, options: MispOptions = {}): MispConversion {
  const events = eventsIn(value);
  if (events === undefined) return { objects: [], refused: [{ path: '', reason: 'not a MISP event' }] };
  const { closeByDistribution = true } = options;
  const converted = events.map((event) => convertEvent(event, closeByDistribution));
  return {
    objects: converted.flatMap(({ objects }) => objects),
    refused: converted.flatMap(({ refused }) => refused),
  };
}

function convertEvent({ event, path }: PlacedEvent, closeByDistribution: boolean): MispConversion {
  const timestamp = timeOfEpoch(event.timestamp) ?? timeOfEpoch(event.publish_timestamp) ?? timeOfText(event.date);
  if (timestamp === undefined) return { objects: [], refused: [{ path, reason: 'has neither timestamp nor date' }] };
  const creator = organisation(event.Orgc) ?? organisation(event.Org) ?? UNNAMED;
  const tags = readTags(event, tagsOfClusters(event));
  const distribution = readDistribution(event);
  const own = closeByDistribution && distribution.marking !== undefined ? [distribution.marking] : [];
  const conversion = createConversion({
    creator: creator.id,
    timestamp,
    closeByDistribution,
    markings: narrowestTlp([...tags.markings, ...own.map(({ id }) => id)]),
  });
  conversion.add([creator, ...own]);
  const eventId = `${isSet(event.published) ? 'report' : 'grouping'}--${readUuid(event)}`;

  guarded(conversion, path, () => {
    convertGalaxies(conversion, event, path);
    convertContents(conversion, event, path);
    convertEventReports(conversion, event, path, eventId);
  });
  for (const { index } of objectsIn(event.ShadowAttribute)) {
    conversion.refuse(`${path}.ShadowAttribute[${index}]`, 'a proposal that the event does not contain yet');
  }
  addEventObject(conversion, event, path, { eventId, tags, properties: distribution.properties });
  return { objects: conversion.objects(), refused: conversion.refused() };
}

function convertContents(conversion: Conversion, event: JsonObject, path: string): void {
  for (const { index, object } of objectsIn(event.Attribute)) {
    const place = `${path}.Attribute[${index}]`;
    guarded(conversion, place, () => {
      const speaker = convertAttribute(conversion, object, place, tagsOfClusters(object));
      if (speaker === undefined) return;
      conversion.speakers.set(readUuid(object), speaker);
      relateGalaxies(conversion, object, place, speaker);
      convertSightings(conversion, object, place, speaker);
    });
  }
  convertObjects(conversion, event, path);
}

function convertObjects(conversion: Conversion, event: JsonObject, path: string): void {
  const placed = objectsIn(event.Object).map(({ index, object }) => ({ object, place: `${path}.Object[${index}]` }));
  const { executableOf, isPart } = executables(placed.map(({ object }) => object));
  const unused = new Set(placed.filter(({ object }) => isPart(object)).map(({ object }) => object));
  const convert = (object: JsonObject, place: string) =>
    guarded(conversion, place, () => {
      const found = executableOf(object);
      const references = referencesOf(conversion, object);
      const surroundings = { references, ...(found === undefined ? {} : { executable: found.executable }) };
      const speaker = convertObject(conversion, object, place, tagsOfClusters(object), surroundings);
      if (speaker === undefined) return;
      const parts = speaker.type === 'x-misp-object' ? [] : (found?.parts ?? []);
      for (const part of parts) unused.delete(part);
      for (const one of [object, ...parts]) conversion.speakers.set(readUuid(one), speaker);
      convertPartsOf(conversion, object, place, speaker);
    });

  // Annotations are about other objects, which have to be there before.
  const whole = placed.filter(({ object }) => !unused.has(object));
  const { true: annotations = [], false: others = [] } = Object.groupBy(
    whole,
    ({ object }) => `${object.name === 'annotation'}`,
  );
  for (const { object, place } of [...others, ...annotations]) convert(object, place);
  for (const { object, place } of placed) if (unused.has(object)) convert(object, place);
  for (const { object, place } of placed)
    guarded(conversion, place, () => convertReferences(conversion, object, place));
}

/** What hangs on an object and on its attributes is about the one STIX object that they became together. */
function convertPartsOf(conversion: Conversion, object: JsonObject, path: string, speaker: StixObject): void {
  relateGalaxies(conversion, object, path, speaker);
  for (const { index, object: attribute } of objectsIn(object.Attribute)) {
    const place = `${path}.Attribute[${index}]`;
    conversion.speakers.set(readUuid(attribute), speaker);
    relateGalaxies(conversion, attribute, place, speaker);
    convertSightings(conversion, attribute, place, speaker);
  }
}

function referencesOf(conversion: Conversion, object: JsonObject): string[] {
  return objectsIn(object.ObjectReference).flatMap(({ object: reference }) => {
    const target = conversion.speakers.get(asText(reference.referenced_uuid)?.toLowerCase() ?? '');
    return target?.id ?? [];
  });
}

type EventObject = {
  readonly eventId: string;
  readonly tags: ReturnType<typeof readTags>;
  readonly properties: JsonObject;
};

/** Adds the report (of a published event) or grouping that holds everything together. */
function addEventObject(conversion: Conversion, event: JsonObject, path: string, of: EventObject): void {
  const { creator, timestamp } = conversion;
  const published = timeOfEpoch(event.publish_timestamp) ?? timestamp;
  const origin = {
    uuid: readUuid(event),
    timestamp,
    ...of.tags,
    markings: conversion.markings,
    properties: of.properties,
  };
  const contents = conversion
    .objects()
    .filter(({ id, type }) => id !== creator && type !== 'marking-definition')
    .map(({ id }) => id);
  const note = domainObject(conversion, 'note', origin, {
    content: 'This MISP event is empty: it contains no attribute, object or galaxy.',
    object_refs: [of.eventId],
  });
  if (contents.length === 0) conversion.add([note]);
  const common = {
    name: asText(event.info) ?? 'MISP event',
    object_refs: contents.length > 0 ? contents : [note.id],
    ...levels(event),
  };
  const object = isSet(event.published)
    ? domainObject(conversion, 'report', origin, { ...common, published }, ['Threat-Report'])
    : domainObject(conversion, 'grouping', origin, { ...common, context: 'suspicious-activity' }, ['Threat-Report']);
  const reason = conversion.add([object]);
  if (reason !== undefined) conversion.refuse(path, reason);
}

const THREAT_LEVELS = ['High', 'Medium', 'Low', 'Undefined'];
const ANALYSES = ['Initial', 'Ongoing', 'Completed'];

function levels(event: JsonObject): JsonObject {
  const threat = THREAT_LEVELS[Number(asText(event.threat_level_id) ?? 0) - 1];
  const analysis = ANALYSES[Number(asText(event.analysis) ?? -1)];
  return {
    ...(threat === undefined ? {} : { x_misp_threat_level: threat }),
    ...(analysis === undefined ? {} : { x_misp_analysis: analysis }),
    ...(asList(event.RelatedEvent).length > 0 ? relatedEvents(event) : {}),
  };
}

function relatedEvents(event: JsonObject): JsonObject {
  const uuids = objectsIn(event.RelatedEvent).flatMap(({ object }) => {
    const related = objectsIn([object.Event ?? null])[0]?.object;
    return asText(related?.uuid) ?? [];
  });
  return uuids.length > 0 ? { x_misp_related_events: uuids } : {};
}

/** Input deep enough to exhaust the stack, for example, costs the part it is in and not the event. */
function guarded(conversion: Conversion, path: string, convert: () => void): void {
  try {
    convert();
  } catch (error) {
    conversion.refuse(path, error instanceof Error ? error.message : 'cannot be converted');
  }
}
