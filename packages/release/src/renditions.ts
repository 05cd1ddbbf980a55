import { isVersioned, type JsonObject, kindOf, objectTypes, type Refusal } from '@entente/stix';
import type { Audience } from './audience.ts';
import { type JsonNode, type Path, readTree } from './json-tree.ts';
import { type Restriction, type RestrictionSource, restrictionsOf } from './restrictions.ts';
import type { PrincipalId, Roster } from './roster.ts';
import { formatSelector } from './selector.ts';
import type { Terms } from './terms.ts';
import { audienceOfVisibility, type ReleaseContext, type RenditionTerms, renditionTerms } from './visibility.ts';
import type { ObjectText } from './withhold.ts';
import { withholdValidly } from './withhold-validly.ts';

/** A version has no more renditions than this; beyond, only those who see all of it get it (rule 3). */
export const renditionLimit = 32;

/** One version of an object, and what decides who sees what of it. */
export type ReleasedVersion = RestrictionSource & {
  /** The exact JSON text of the object, its keys unique, its depth bounded. */
  text: string;
  /** The version's own terms, intersected with those of the owner's newest version (rule 2). */
  terms: Terms;
  /** The owner is not its creator: released whole or not at all, as observables are. */
  thirdParty: boolean;
  /** The author's choice: renditions say that something is withheld (never what or how much), or do not. */
  sayWithheld: boolean;
};

/** What one audience gets of one version. */
export type Rendition = {
  text: string;
  audience: Audience;
  terms: RenditionTerms;
  /** The selectors of what is withheld, as the author's version counts. */
  withheld: readonly string[];
};

/** Why some viewers get nothing, though they may have the object. */
export type NoRendition =
  /** Without what is withheld from them the object would break these rules of STIX. */
  | { code: 'rendition-not-made'; withheld: readonly string[]; refusals: readonly Refusal[] }
  /** An observable or third-party object is released whole or not at all. */
  | { code: 'whole-or-nothing'; withheld: readonly string[] }
  | { code: 'too-many-renditions'; limit: number };

/** What the author should know before publishing, and whom it concerns. */
export type Warning = { audience: Audience } & (
  | NoRendition
  | { code: 'reference-withheld'; reference: string; selector: string }
);

export type Renditions = { renditions: readonly Rendition[]; warnings: readonly Warning[] };

/** Principals who see the same places, and from whom the same are withheld. */
type Viewers = { audience: Audience; shown: readonly Restriction[]; withheld: readonly Restriction[] };

/**
 * The renditions of a version: disjoint audiences, the author's own first; and what to warn its author of. With `among`:
 * beside the author's only those that are for somebody of these, and what concerns them.
 */
export function makeRenditions(version: ReleasedVersion, context: ReleaseContext, among?: Audience): Renditions {
  const { text, terms } = version;
  const audience = context.audienceOf(terms);
  const restrictions = restrictionsOf(version, context.roster);
  if (restrictions.length === 0) {
    const whole = { text, audience, terms: renditionTerms(terms.owner, [[[terms]]], []), withheld: [] };
    return { renditions: [whole], warnings: [] };
  }

  const warnings = referenceWarnings(restrictions, audience, terms.owner, context);
  const [author, ...others] = divide(audience, restrictions, terms.owner, context);
  const renditions = [renditionOf(author, { text, paths: [] }, terms)];
  if (others.length >= renditionLimit) {
    const rest = audience.subtract(author.audience);
    warnings.push({ code: 'too-many-renditions', limit: renditionLimit, audience: rest });
    return { renditions, warnings };
  }
  let tree: JsonNode | undefined;
  const source: ObjectText = {
    text,
    // What is released whole or not at all needs none.
    get tree() {
      tree ??= readTree(text);
      return tree;
    },
  };
  for (const viewers of others) {
    if (among?.intersect(viewers.audience).isEmpty) continue;
    const outcome = withholdFrom(viewers, version, source, context.roster);
    if ('text' in outcome) renditions.push(outcome);
    else warnings.push({ audience: viewers.audience, ...outcome });
  }
  return { renditions, warnings };
}

/** Divides an audience by what each may see; first those who see everything, the owner's side among them. */
function divide(
  audience: Audience,
  restrictions: readonly Restriction[],
  owner: PrincipalId,
  context: ReleaseContext,
): [Viewers, ...Viewers[]] {
  let seesAll: Viewers = { audience, shown: [], withheld: [] };
  let others: Viewers[] = [];
  for (const restriction of restrictions) {
    const sees = audienceOfVisibility(restriction.visibility, owner, context);
    const split = (viewers: Viewers): [Viewers, Viewers] => [
      { ...viewers, audience: viewers.audience.intersect(sees), shown: [...viewers.shown, restriction] },
      { ...viewers, audience: viewers.audience.subtract(sees), withheld: [...viewers.withheld, restriction] },
    ];
    const [all, notAll] = split(seesAll);
    seesAll = all;
    // Too many to go on with, but those who see everything must still be told from the rest.
    if (others.length >= renditionLimit) continue;
    others = [notAll, ...others.flatMap(split)].filter((viewers) => !viewers.audience.isEmpty);
  }
  return [seesAll, ...others];
}

/** The rendition without what is withheld, or why these viewers get none. */
function withholdFrom(
  viewers: Viewers,
  version: ReleasedVersion,
  source: ObjectText,
  roster: Roster,
): Rendition | NoRendition {
  const { object, terms, thirdParty, sayWithheld } = version;
  const paths = viewers.withheld.flatMap(({ places }) => places.map(({ path }) => path));
  const withheld = paths.map(formatSelector);
  if (thirdParty || isObservable(object)) return { code: 'whole-or-nothing', withheld };
  const originator = needsReferences(object) ? roster.principals.get(terms.owner)?.identity : undefined;
  const outcome = withholdValidly(source, { paths, sayWithheld, ...(originator && { placeholder: originator }) });
  if ('refusals' in outcome) return { code: 'rendition-not-made', withheld, refusals: outcome.refusals };
  return renditionOf(viewers, outcome, terms);
}

/** Reports, notes and their like cannot be without `object_refs`. */
function needsReferences({ type }: JsonObject): boolean {
  return objectTypes.get(String(type))?.properties.get('object_refs')?.required === true;
}

function isObservable(object: JsonObject): boolean {
  // Observables of types that the standard does not know (extensions, section 7.3) have no versions either.
  return kindOf(String(object.type)) === 'sco' || !isVersioned(object);
}

function renditionOf(
  viewers: Viewers,
  { text, paths }: { text: string; paths: readonly Path[] },
  terms: Terms,
): Rendition {
  const visibilities = (restrictions: readonly Restriction[]) => restrictions.map(({ visibility }) => visibility);
  return {
    text,
    audience: viewers.audience,
    terms: renditionTerms(terms.owner, [[[terms]], ...visibilities(viewers.shown)], visibilities(viewers.withheld)),
    withheld: paths.map(formatSelector),
  };
}

function referenceWarnings(
  restrictions: readonly Restriction[],
  audience: Audience,
  owner: PrincipalId,
  context: ReleaseContext,
): Warning[] {
  return restrictions.flatMap(({ visibility, places }) => {
    const blind = audience.subtract(audienceOfVisibility(visibility, owner, context));
    if (blind.isEmpty) return [];
    return places.flatMap(({ reference, selector }): Warning[] =>
      reference === undefined ? [] : [{ code: 'reference-withheld', reference, selector, audience: blind }],
    );
  });
}
