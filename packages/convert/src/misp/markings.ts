import { type JsonObject, type StixObject, type TlpLevel, tlpMarkings } from '@entente/stix';
import { asText, objectsIn } from '../json/json-access.ts';
import { stableId } from '../stable-id.ts';
import { UNDATED } from './undated.ts';

const LEVELS: readonly TlpLevel[] = ['clear', 'green', 'amber', 'amber+strict', 'red'];

/** The ids of the TLP 2.0 markings, from the widest to the narrowest. */
const TLP_BY_WIDTH: readonly string[] = LEVELS.map(tlpMarkingId);

/** The marking of TLP:CLEAR. */
export const TLP_CLEAR: string = tlpMarkingId('clear');

/** The TLP 2.0 marking for a tag of MISP's. TLP 1's white is CLEAR. */
const TLP_TAGS: ReadonlyMap<string, string> = new Map([
  ['tlp:white', TLP_CLEAR],
  ...LEVELS.map((level) => [`tlp:${level}`, tlpMarkingId(level)] as const),
]);

function tlpMarkingId(level: TlpLevel): string {
  const marking = [...tlpMarkings.values()].find((one) => one.version === 2 && one.level === level);
  if (marking === undefined) throw new Error(`TLP 2.0 has no level ${level}`);
  return marking.definition.id;
}

const CONFIDENCE_TAGS: ReadonlyMap<string, number> = new Map([
  ['misp:confidence-level="completely-confident"', 100],
  ['misp:confidence-level="usually-confident"', 75],
  ['misp:confidence-level="fairly-confident"', 50],
  ['misp:confidence-level="rarely-confident"', 25],
  ['misp:confidence-level="unconfident"', 0],
]);

/** What the tags of an event, attribute or object say. */
export type Tags = {
  /** The tags that say nothing about release or confidence, in their order. */
  readonly labels: readonly string[];
  /** Ids of marking definitions: the narrowest TLP tag, if there is any. */
  readonly markings: readonly string[];
  readonly confidence?: number;
};

/** Reads MISP's tags. A tag that names a galaxy cluster converted with the event is no label. */
export function readTags(owner: JsonObject, clusterTags: ReadonlySet<string> = new Set()): Tags {
  const labels = new Set<string>();
  const markings: string[] = [];
  let confidence: number | undefined;
  for (const { object } of objectsIn(owner.Tag)) {
    const name = asText(object.name);
    if (name === undefined || clusterTags.has(name)) continue;
    const tlp = TLP_TAGS.get(name.toLowerCase());
    const level = CONFIDENCE_TAGS.get(name);
    if (tlp !== undefined) markings.push(tlp);
    else if (level !== undefined) confidence = Math.min(confidence ?? 100, level);
    else labels.add(name);
  }
  return {
    labels: [...labels],
    markings: narrowestTlp(markings),
    ...(confidence === undefined ? {} : { confidence }),
  };
}

/** Markings with one TLP marking at most, the narrowest; two would say the same to Entente, and puzzle other tools. */
export function narrowestTlp(markings: readonly string[]): string[] {
  const narrowest = Math.max(...markings.map((id) => TLP_BY_WIDTH.indexOf(id)), -1);
  const others = markings.filter((id) => !TLP_BY_WIDTH.includes(id));
  const tlp = TLP_BY_WIDTH[narrowest];
  return [...new Set(tlp === undefined ? others : [tlp, ...others])];
}

const DISTRIBUTIONS: readonly string[] = [
  'Your organisation only',
  'This community only',
  'Connected communities',
  'All communities',
  'Sharing group',
  'Inherit event',
];

/** What MISP's distribution setting says about release. */
export type Distribution = {
  /** Custom properties that tell it to a reader. */
  readonly properties: JsonObject;
  /** The marking that closes what goes no further than its organisation or its sharing group. */
  readonly marking?: StixObject;
};

/**
 * Reads the distribution of an event, attribute or object. The levels 0 (the organisation) and 4 (a sharing group) become
 * a marking of a type that no other tool knows: who cannot read it must not release what it marks, so it stays with the
 * member that brought it in until that member chooses its terms. The wider levels decide nothing: TLP does.
 */
export function readDistribution(owner: JsonObject): Distribution {
  const level = asText(owner.distribution);
  const name = level === undefined || !/^[0-5]$/.test(level) ? undefined : DISTRIBUTIONS[Number(level)];
  if (level === undefined || name === undefined || level === '5') return { properties: {} };
  const group = sharingGroup(owner);
  const properties = { x_misp_distribution: name, ...(group === undefined ? {} : { x_misp_sharing_group: group }) };
  if (level !== '0' && level !== '4') return { properties };
  return {
    properties,
    marking: {
      type: 'marking-definition',
      spec_version: '2.1',
      id: stableId('marking-definition', `misp-distribution ${level} ${group ?? ''}`),
      created: UNDATED,
      name: group === undefined ? `MISP distribution: ${name}` : `MISP distribution: ${name} ${group}`,
      definition_type: 'x-misp-distribution',
      definition: { distribution: Number(level), ...(group === undefined ? {} : { sharing_group: group }) },
    },
  };
}

function sharingGroup(owner: JsonObject): string | undefined {
  const group = objectsIn([owner.SharingGroup ?? null])[0]?.object;
  return (
    asText(group?.name) ??
    asText(group?.uuid) ??
    (asText(owner.distribution) === '4' ? asText(owner.sharing_group_id) : undefined)
  );
}
