import type { JsonValue } from '@entente/stix';
import { asObject, type Draft } from '../json/json-access.ts';

/** Where the types of things were `labels` in STIX 2.0, and the property that STIX 2.1 has for them. */
const PROPERTY_FOR_LABELS: ReadonlyMap<string, string> = new Map([
  ['identity', 'roles'],
  ['indicator', 'indicator_types'],
  ['malware', 'malware_types'],
  ['report', 'report_types'],
  ['threat-actor', 'threat_actor_types'],
  ['tool', 'tool_types'],
]);

/** A tag such as `misp:category="Other"` or `tlp:green` names no type of thing, and remains a label. */
const MACHINE_TAG = /[:=]/;

const LABEL_SELECTOR = /^labels\.\[(\d+)\]$/;

/**
 * Moves the labels of an object to the property that STIX 2.1 has for them, with the granular markings that point to
 * them. Changes the draft; answers the name of that property, or undefined where nothing was moved.
 */
export function upgradeLabels(draft: Draft, type: string): string | undefined {
  const property = PROPERTY_FOR_LABELS.get(type);
  const { labels } = draft;
  if (property === undefined || !Array.isArray(labels)) return undefined;

  const moved: JsonValue[] = [];
  const kept: JsonValue[] = [];
  const selectors = new Map<string, string[]>([['labels', []]]);
  labels.forEach((label: JsonValue, index) => {
    const stays = typeof label === 'string' && MACHINE_TAG.test(label);
    const list = stays ? kept : moved;
    selectors.set(`labels.[${index}]`, [`${stays ? 'labels' : property}.[${list.length}]`]);
    list.push(label);
  });
  if (moved.length === 0 || draft[property] !== undefined) return undefined;

  selectors.set('labels', kept.length > 0 ? ['labels', property] : [property]);
  draft[property] = moved;
  if (kept.length > 0) draft.labels = kept;
  else delete draft.labels;
  if (Array.isArray(draft.granular_markings)) {
    draft.granular_markings = draft.granular_markings.map((marking: JsonValue) => withSelectors(marking, selectors));
  }
  return property;
}

function withSelectors(marking: JsonValue, moved: ReadonlyMap<string, string[]>): JsonValue {
  const object = asObject(marking);
  const selectors = object?.selectors;
  if (!Array.isArray(selectors)) return marking;
  const renamed = selectors.flatMap((selector: JsonValue) =>
    typeof selector === 'string' && (selector === 'labels' || LABEL_SELECTOR.test(selector))
      ? (moved.get(selector) ?? [selector])
      : [selector],
  );
  return { ...object, selectors: renamed };
}
