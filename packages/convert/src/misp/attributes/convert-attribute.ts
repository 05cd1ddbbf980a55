import type { JsonObject, StixObject } from '@entente/stix';
import { asText, isSet } from '../../json/json-access.ts';
import type { Conversion } from '../conversion.ts';
import { indicatorOf, type Labelled, toIndicator, toObservedData } from '../indicator-or-observed.ts';
import { domainObject, isDeleted, type Origin, readOrigin } from '../origin.ts';
import { ATTRIBUTE_ROWS } from './attribute-rows.ts';

/** Attribute types that are rules in a language of their own, which is also the name of the language in STIX. */
const RULE_TYPES: ReadonlyMap<string, string> = new Map([
  ['sigma', 'sigma'],
  ['snort', 'snort'],
  ['stix2-pattern', 'stix'],
  ['yara', 'yara'],
]);

/**
 * Converts one attribute of an event. What STIX has no object for, or whose value is not of its type's form, becomes an
 * `x-misp-attribute`, so that nothing of it is lost. Answers the object that speaks for the attribute.
 */
export function convertAttribute(
  conversion: Conversion,
  attribute: JsonObject,
  path: string,
  clusterTags: ReadonlySet<string>,
): StixObject | undefined {
  const type = asText(attribute.type);
  const value = asText(attribute.value);
  if (isDeleted(attribute)) return refuse(conversion, path, 'deleted in MISP');
  if (type === undefined) return refuse(conversion, path, 'has no type');
  if (value === undefined) return refuse(conversion, path, 'has no value');

  const origin = readOrigin(conversion, attribute, clusterTags);
  const category = asText(attribute.category) ?? 'Other';
  const toIds = isSet(attribute.to_ids);
  const labels = [`misp:type="${type}"`, `misp:category="${category}"`, ...(toIds ? ['misp:to_ids="True"'] : [])];
  const about: Labelled = { category, labels };
  const converted = standardObjects(conversion, { type, value, toIds, attribute }, origin, about);
  if (converted !== undefined && conversion.add(converted) === undefined) return converted[0];

  const custom = customAttribute(conversion, { type, value, category, attribute }, origin, labels);
  const reason = conversion.add([custom]);
  return reason === undefined ? custom : refuse(conversion, path, reason);
}

type Typed = { readonly type: string; readonly value: string; readonly toIds: boolean; readonly attribute: JsonObject };

function standardObjects(
  conversion: Conversion,
  { type, value, toIds, attribute }: Typed,
  origin: Origin,
  about: Labelled,
): StixObject[] | undefined {
  const language = RULE_TYPES.get(type);
  if (language !== undefined) {
    return [indicatorOf(conversion, origin, { pattern: value, pattern_type: language }, about)];
  }
  if (type === 'vulnerability') return [vulnerability(conversion, value, origin, about)];
  if (type === 'campaign-name') {
    return [domainObject(conversion, 'campaign', origin, { name: value, ...description(origin) }, about.labels)];
  }
  const row = ATTRIBUTE_ROWS.get(type);
  const observables = row?.observables(value, asText(attribute.data));
  if (row === undefined || observables === undefined) return undefined;
  if (!toIds) return row.patternOnly ? undefined : toObservedData(conversion, origin, observables, about);
  const indicator = toIndicator(conversion, origin, observables, about);
  return indicator === undefined ? undefined : [indicator];
}

function vulnerability(conversion: Conversion, value: string, origin: Origin, about: Labelled): StixObject {
  const isCve = /^CVE-\d{4}-\d{4,}$/i.test(value);
  return domainObject(
    conversion,
    'vulnerability',
    origin,
    {
      name: value,
      ...description(origin),
      ...(isCve ? { external_references: [{ source_name: 'cve', external_id: value.toUpperCase() }] } : {}),
    },
    about.labels,
  );
}

function description(origin: Origin): JsonObject {
  return origin.comment === undefined ? {} : { description: origin.comment };
}

function customAttribute(
  conversion: Conversion,
  { type, value, category, attribute }: Omit<Typed, 'toIds'> & { readonly category: string },
  origin: Origin,
  labels: readonly string[],
): StixObject {
  const data = asText(attribute.data);
  return domainObject(
    conversion,
    'x-misp-attribute',
    origin,
    {
      x_misp_category: category,
      ...(origin.comment === undefined ? {} : { x_misp_comment: origin.comment }),
      ...(data === undefined ? {} : { x_misp_data: data }),
      ...(origin.firstSeen === undefined ? {} : { x_misp_first_seen: origin.firstSeen }),
      ...(origin.lastSeen === undefined ? {} : { x_misp_last_seen: origin.lastSeen }),
      x_misp_type: type,
      x_misp_value: value,
    },
    labels,
  );
}

function refuse(conversion: Conversion, path: string, reason: string): undefined {
  conversion.refuse(path, reason);
}
