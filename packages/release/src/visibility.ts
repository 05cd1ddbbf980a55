import { Audience } from './audience.ts';
import type { PrincipalId, Roster } from './roster.ts';
import { type Terms, termsText } from './terms.ts';

/** What it takes to see something: of each list, whoever any of its terms admits. */
export type Visibility = readonly (readonly Terms[])[];

/**
 * Which principals one rendition is for: those that see `all`, and none of what is withheld from them. JSON-serialisable
 * and canonical, so that a database can intern it by its text and evaluate it again when the roster changes.
 */
export type RenditionTerms = { owner: PrincipalId; all: Visibility; none?: readonly Visibility[] };

/** What evaluation needs: `audienceOf` is `evaluate`, remembered for each distinct terms. */
export type ReleaseContext = { roster: Roster; audienceOf: (terms: Terms) => Audience };

/** Sees whoever sees every one of these. Equal requirements give equal texts. */
export function allOf(visibilities: readonly Visibility[]): Visibility {
  return canonical(visibilities.flat(), (any) => canonical(any, (terms) => terms, termsText), anyText);
}

/** The text that equal visibilities share: their JSON. */
export function visibilityText(visibility: Visibility): string {
  return `[${visibility.map(anyText).join(',')}]`;
}

function anyText(any: readonly Terms[]): string {
  return `[${any.map(termsText).join(',')}]`;
}

/** The terms of the rendition that shows `shown` and withholds each of `withheld`. */
export function renditionTerms(owner: PrincipalId, shown: readonly Visibility[], withheld: readonly Visibility[]) {
  const terms: RenditionTerms = { owner, all: allOf(shown) };
  if (withheld.length > 0) terms.none = canonical(withheld, (visibility) => visibility, visibilityText);
  return terms;
}

/** The same rendition for those only whom `limit` admits too. */
export function narrowRendition(terms: RenditionTerms, limit: Terms): RenditionTerms {
  return { ...terms, all: allOf([terms.all, [[limit]]]) };
}

/** Who may have a rendition. The owner's side sees everything of its own, whatever the terms of what it refers to. */
export function evaluateRendition(terms: RenditionTerms, context: ReleaseContext): Audience {
  const { owner, all, none = [] } = terms;
  return none.reduce(
    (rest, visibility) => rest.subtract(audienceOfVisibility(visibility, owner, context)),
    audienceOfVisibility(all, owner, context),
  );
}

/** Who sees all of it: of each group of terms, whoever one of them lets see it, and the owner's side always. */
export function audienceOfVisibility(visibility: Visibility, owner: PrincipalId, context: ReleaseContext): Audience {
  const own = context.roster.ownSide.get(owner) ?? Audience.none;
  return visibility
    .map((any) => any.reduce((some, terms) => some.union(context.audienceOf(terms)), own))
    .reduce((every, some) => every.intersect(some));
}

/** Sorted by text, each once. */
function canonical<T>(items: readonly T[], inner: (item: T) => T, textOf: (item: T) => string): readonly T[] {
  if (items.length === 1) return items.map(inner);
  const byText = new Map(items.map(inner).map((item) => [textOf(item), item]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
