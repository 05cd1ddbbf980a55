import type { JsonObject, StixObject } from '@entente/stix';
import { asText, objectsIn } from '../json/json-access.ts';
import type { Conversion } from './conversion.ts';
import { timeOfEpoch } from './misp-time.ts';
import { organisation } from './organisation.ts';
import { readUuid } from './origin.ts';

/**
 * Converts the sightings of an attribute: seen (0) is a sighting, a false positive (1) an opinion that strongly disagrees,
 * as in MISP's documentation. The expiration of an attribute (2) has no form in STIX.
 */
export function convertSightings(conversion: Conversion, owner: JsonObject, path: string, speaker: StixObject): void {
  for (const { index, object } of objectsIn(owner.Sighting)) {
    const reason = convertSighting(conversion, object, speaker);
    if (reason !== undefined) conversion.refuse(`${path}.Sighting[${index}]`, reason);
  }
}

function convertSighting(conversion: Conversion, sighting: JsonObject, speaker: StixObject): string | undefined {
  const type = asText(sighting.type) ?? '0';
  if (type === '2') return 'STIX has no form for the expiration of an attribute';
  if (type !== '0' && type !== '1') return `unknown type of sighting: ${type}`;
  const time = timeOfEpoch(sighting.date_sighting) ?? conversion.timestamp;
  const reporter = organisation(sighting.Organisation);
  const source = asText(sighting.source);
  const stixType = type === '0' ? 'sighting' : 'opinion';
  const common: StixObject = {
    type: stixType,
    spec_version: '2.1',
    id: `${stixType}--${readUuid(sighting)}`,
    created_by_ref: conversion.creator,
    created: time,
    modified: time,
    ...(source === undefined ? {} : { x_misp_source: source }),
    ...('object_marking_refs' in speaker ? { object_marking_refs: speaker.object_marking_refs ?? [] } : {}),
  };
  const converted: StixObject =
    type === '0'
      ? {
          ...common,
          first_seen: time,
          last_seen: time,
          count: 1,
          sighting_of_ref: speaker.id,
          ...(reporter === undefined ? {} : { where_sighted_refs: [reporter.id] }),
        }
      : {
          ...common,
          explanation: 'False positive sighting in MISP.',
          ...(reporter === undefined ? {} : { authors: [reporter.name ?? reporter.id] }),
          opinion: 'strongly-disagree',
          object_refs: [speaker.id],
        };
  return conversion.add(reporter === undefined ? [converted] : [reporter, converted]);
}
