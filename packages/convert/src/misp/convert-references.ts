import type { JsonObject, StixObject } from '@entente/stix';
import { asText, objectsIn } from '../json/json-access.ts';
import type { Conversion } from './conversion.ts';
import { timeOfEpoch } from './misp-time.ts';
import { isDeleted, readUuid } from './origin.ts';

/** Converts the references of a MISP object to others of its event into relationships. */
export function convertReferences(conversion: Conversion, object: JsonObject, path: string): void {
  const source = conversion.speakers.get(readUuid(object));
  if (source === undefined) return;
  for (const { index, object: reference } of objectsIn(object.ObjectReference)) {
    if (isDeleted(reference)) continue;
    const target = conversion.speakers.get(asText(reference.referenced_uuid)?.toLowerCase() ?? '');
    // A file and its portable executable are one object in STIX.
    if (target?.id === source.id) continue;
    const reason =
      target === undefined
        ? 'refers to something that is not in the event'
        : relate(conversion, reference, source, target);
    if (reason !== undefined) conversion.refuse(`${path}.ObjectReference[${index}]`, reason);
  }
}

function relate(
  conversion: Conversion,
  reference: JsonObject,
  source: StixObject,
  target: StixObject,
): string | undefined {
  const time = timeOfEpoch(reference.timestamp) ?? asText(source.modified) ?? conversion.timestamp;
  const comment = asText(reference.comment);
  const markings = [source, target].flatMap((end) =>
    Array.isArray(end.object_marking_refs) ? end.object_marking_refs : [],
  );
  return conversion.add([
    {
      type: 'relationship',
      spec_version: '2.1',
      id: `relationship--${readUuid(reference)}`,
      created_by_ref: conversion.creator,
      created: time,
      modified: time,
      relationship_type: relationshipName(asText(reference.relationship_type)),
      ...(comment === undefined ? {} : { description: comment }),
      source_ref: source.id,
      target_ref: target.id,
      ...(markings.length > 0 ? { object_marking_refs: [...new Set(markings)] } : {}),
    },
  ]);
}

/** Section 5.1: a relationship type is a-z, 0-9 and hyphens. MISP's are free text. */
function relationshipName(text: string | undefined): string {
  const name = (text ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 250);
  return name.length < 3 ? 'related-to' : name;
}
