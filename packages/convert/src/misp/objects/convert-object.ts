import type { JsonObject, JsonValue, StixObject } from '@entente/stix';
import { asText, isSet, objectsIn } from '../../json/json-access.ts';
import type { Conversion } from '../conversion.ts';
import { indicatorOf, type Labelled, toIndicator, toObservedData } from '../indicator-or-observed.ts';
import { domainObject, isDeleted, type Origin, readOrigin } from '../origin.ts';
import { DOMAIN_ROWS } from './domain-rows.ts';
import { readFields } from './object-fields.ts';
import type { Executable } from './observable-row.ts';
import { OBSERVABLE_ROWS } from './observable-rows.ts';

/** What the rest of the event has to do with a MISP object. */
export type ObjectSurroundings = {
  /** The portable executable that the object (a file) refers to, with its sections. */
  readonly executable?: Executable;
  /** The STIX ids of what the object refers to, as far as they are known already. */
  readonly references: readonly string[];
};

/**
 * Converts one object of an event. What STIX has no object for, or which lacks what that requires, becomes an
 * `x-misp-object`. Answers the object that speaks for it.
 */
export function convertObject(
  conversion: Conversion,
  object: JsonObject,
  path: string,
  clusterTags: ReadonlySet<string>,
  surroundings: ObjectSurroundings,
): StixObject | undefined {
  const name = asText(object.name);
  if (isDeleted(object)) return refuse(conversion, path, 'deleted in MISP');
  if (name === undefined) return refuse(conversion, path, 'has no name');
  if (readFields(object).all.length === 0) return refuse(conversion, path, 'has no attributes');

  const origin = readOrigin(conversion, object, clusterTags);
  const category = asText(object['meta-category']) ?? 'misc';
  const about: Labelled = { category, labels: [`misp:category="${category}"`, `misp:name="${name}"`] };
  const converted =
    toDomainObject(conversion, object, name, origin, about, surroundings) ??
    toObservables(conversion, object, name, origin, about, surroundings);
  if (converted !== undefined && conversion.add(converted) === undefined) return converted[0];

  const custom = customObject(conversion, object, name, origin, about);
  const reason = conversion.add([custom]);
  return reason === undefined ? custom : refuse(conversion, path, reason);
}

function toDomainObject(
  conversion: Conversion,
  object: JsonObject,
  name: string,
  origin: Origin,
  about: Labelled,
  { references }: ObjectSurroundings,
): StixObject[] | undefined {
  const { comment } = origin;
  const context = { conversion, references, ...(comment === undefined ? {} : { comment }) };
  const row = DOMAIN_ROWS.get(name)?.(readFields(object), context);
  if (row === undefined) return undefined;
  return row.type === 'indicator'
    ? [indicatorOf(conversion, origin, row.properties, about)]
    : [domainObject(conversion, row.type, origin, row.properties, about.labels)];
}

function toObservables(
  conversion: Conversion,
  object: JsonObject,
  name: string,
  origin: Origin,
  about: Labelled,
  { executable }: ObjectSurroundings,
): StixObject[] | undefined {
  const fields = readFields(object);
  const observables = OBSERVABLE_ROWS.get(name)?.(fields, executable);
  if (observables === undefined) return undefined;
  const toIds = fields.all.some(({ attribute }) => isSet(attribute.to_ids));
  const labelled = { ...about, labels: [...about.labels, `misp:to_ids="${toIds ? 'True' : 'False'}"`] };
  if (!toIds) return toObservedData(conversion, origin, observables, labelled);
  const properties = observables[0]?.unmatched ?? {};
  const custom = Object.fromEntries(Object.entries(properties).filter(([property]) => property.startsWith('x_misp_')));
  const indicator = toIndicator(conversion, origin, observables, { ...labelled, properties: custom });
  return indicator === undefined ? undefined : [indicator];
}

function customObject(
  conversion: Conversion,
  object: JsonObject,
  name: string,
  origin: Origin,
  about: Labelled,
): StixObject {
  const description = asText(object.description);
  return domainObject(
    conversion,
    'x-misp-object',
    origin,
    {
      x_misp_attributes: objectsIn(object.Attribute).flatMap(({ object: attribute }) =>
        isDeleted(attribute) ? [] : [plainAttribute(attribute)],
      ),
      ...(origin.comment === undefined ? {} : { x_misp_comment: origin.comment }),
      ...(description === undefined ? {} : { x_misp_description: description }),
      x_misp_meta_category: about.category,
      x_misp_name: name,
    },
    about.labels,
  );
}

const KEPT = ['category', 'comment', 'data', 'object_relation', 'type', 'uuid', 'value'];

function plainAttribute(attribute: JsonObject): JsonObject {
  const kept: [string, JsonValue][] = KEPT.flatMap((property): [string, JsonValue][] => {
    const text = asText(attribute[property]);
    return text === undefined ? [] : [[property, text]];
  });
  return { ...Object.fromEntries(kept), ...(isSet(attribute.to_ids) ? { to_ids: true } : {}) };
}

function refuse(conversion: Conversion, path: string, reason: string): undefined {
  conversion.refuse(path, reason);
}
