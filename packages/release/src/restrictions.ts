import type { JsonObject } from '@entente/stix';
import type { Path } from './json-tree.ts';
import type { Part } from './read-terms.ts';
import { referencePlaces } from './reference-places.ts';
import type { Roster } from './roster.ts';
import { formatSelector } from './selector.ts';
import type { Terms } from './terms.ts';
import { allOf, type Visibility, visibilityText } from './visibility.ts';

/** A place in an object that not everybody may see who may see the object. */
export type Place = { path: Path; selector: string; reference?: string };

export type RestrictedReference = Place & { reference: string; terms: readonly Terms[] };

/** What it takes to see these places. */
export type Restriction = { visibility: Visibility; places: readonly Place[] };

/** What decides about the places of an object. */
export type RestrictionSource = {
  object: JsonObject;
  parts: readonly Part[];
  /**
   * The terms of each row of a reference's target that the owner may see. Undefined or empty where it may see none:
   * such a reference is never touched, so that it tells nothing (rule 5).
   */
  targetTerms: (id: string) => readonly Terms[] | undefined;
};

/**
 * The restricted places of an object: its marked parts, and the references whose targets have terms. Each is visible
 * only with all that it lies within, so different sets of restrictions met are different sets of places seen.
 */
export function restrictionsOf(source: RestrictionSource, roster: Roster): readonly Restriction[] {
  const places: (Place & { visibility: Visibility })[] = source.parts.map(({ path, selector, terms }) => ({
    path,
    selector,
    visibility: [[terms]],
  }));
  for (const { terms, ...place } of restrictedReferences(source, roster))
    places.push({ ...place, visibility: [terms] });
  if (places.length === 0) return [];

  const byPath = Map.groupBy(places, ({ path }) => JSON.stringify(path));
  const restrictions = new Map<string, { visibility: Visibility; places: Place[] }>();
  for (const { visibility: _, ...place } of places) {
    const around = place.path.flatMap((_, depth) => byPath.get(JSON.stringify(place.path.slice(0, depth + 1))) ?? []);
    const visibility = allOf(around.map((outer) => outer.visibility));
    const text = visibilityText(visibility);
    const restriction = restrictions.get(text) ?? { visibility, places: [] };
    restriction.places.push(place);
    restrictions.set(text, restriction);
  }
  return [...restrictions.values()];
}

/** The references that may have to be withheld, with the terms of which one must admit. */
export function restrictedReferences(source: RestrictionSource, roster: Roster): readonly RestrictedReference[] {
  return referencePlaces(source.object).flatMap(({ path, id }) => {
    const terms = isForCoalition(id, roster) ? [] : (source.targetTerms(id) ?? []);
    return terms.length > 0 ? [{ path, selector: formatSelector(path), reference: id, terms }] : [];
  });
}

/** Markings, extensions and members are known to the whole coalition, so naming them tells nothing. */
function isForCoalition(id: string, { byIdentity, principals }: Roster): boolean {
  if (id.startsWith('marking-definition--') || id.startsWith('extension-definition--')) return true;
  return principals.get(byIdentity.get(id) ?? 0)?.kind === 'member';
}
