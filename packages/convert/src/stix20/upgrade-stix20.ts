import { type JsonObject, tlpMarkings } from '@entente/stix';
import { asObject, asText, type Draft, objectsIn } from '../json/json-access.ts';
import { withHashNames } from './hash-name.ts';
import { upgradeLabels } from './upgrade-labels.ts';
import { upgradeObservedData } from './upgrade-observed-data.ts';
import { upgradePattern } from './upgrade-pattern.ts';

/** The objects that one object became, the first of them the object itself, and what was changed. */
export type Upgrade = { readonly objects: JsonObject[]; readonly notes: string[] };

/**
 * The STIX 2.1 form of one STIX 2.0 object. Ids, timestamps and everything custom stay as they were; what is new is the
 * text, which is therefore no longer what its creator sent. Each observable in an observed-data object becomes an object.
 *
 * Never throws. What STIX 2.0 should not have held either is left for validation to refuse.
 */
export function upgradeStix20(object: JsonObject): Upgrade {
  try {
    return upgrade(object);
  } catch (error) {
    // Input deep enough to exhaust the stack, for example.
    const reason = error instanceof Error ? error.message : 'unknown';
    return { objects: [object], notes: [`Could not be converted from STIX 2.0: ${reason}`] };
  }
}

function upgrade(object: JsonObject): Upgrade {
  const notes = ['Converted from STIX 2.0, so the text is not the one its creator sent.'];
  // Nobody may write the TLP markings of the standard in another way (section 7.2.1.4).
  const tlp = tlpMarkings.get(asText(object.id) ?? '');
  if (tlp !== undefined) return { objects: [tlp.definition], notes };

  const { type, spec_version: _, ...rest } = object;
  const draft: Draft = { type: type ?? null, spec_version: '2.1', ...rest };
  const moved = upgradeLabels(draft, asText(type) ?? '');
  if (moved !== undefined) notes.push(`labels are ${moved} in STIX 2.1.`);
  upgradeExternalReferences(draft);
  if (type === 'indicator') upgradeIndicator(draft);
  if (type === 'malware' && draft.is_family === undefined) {
    draft.is_family = true;
    notes.push('is_family was assumed to be true: STIX 2.0 did not tell a family from a sample.');
  }
  if (type === 'report' && draft.published === undefined && draft.created !== undefined) {
    draft.published = draft.created;
    notes.push('published was missing and taken from created.');
  }
  if (type !== 'observed-data') return { objects: [draft], notes };
  const { observables, notes: more } = upgradeObservedData(draft);
  return { objects: [draft, ...observables], notes: [...notes, ...more] };
}

function upgradeIndicator(draft: Draft): void {
  if (typeof draft.pattern !== 'string' || draft.pattern_type !== undefined) return;
  draft.pattern = upgradePattern(draft.pattern);
  draft.pattern_type = 'stix';
  draft.pattern_version = '2.1';
}

function upgradeExternalReferences(draft: Draft): void {
  if (!Array.isArray(draft.external_references)) return;
  const upgraded = new Map(
    objectsIn(draft.external_references).flatMap(({ index, object }) => {
      const hashes = asObject(object.hashes);
      return hashes === undefined ? [] : [[index, { ...object, hashes: withHashNames(hashes) }] as const];
    }),
  );
  if (upgraded.size > 0) {
    draft.external_references = draft.external_references.map((reference, index) => upgraded.get(index) ?? reference);
  }
}
