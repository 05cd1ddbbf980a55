import type { BriefTerms } from '@entente/brief';
import { Audience, type Handling, mergeHandling, narrowerTlp, type Tlp } from '@entente/release';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { AudienceNames } from '../preview/audience-names.ts';
import { momentWords } from '../terms/duties.ts';
import { handlingOfExpression, tlpOfExpression } from '../terms/expression.ts';
import type { TermsStore } from '../terms/terms-store.ts';

type Parts = { readonly terms: TermsStore; readonly audiences: AudienceNames };

/**
 * The narrowest of all terms in a brief. Whom others released something to is theirs to know: with anything narrower than
 * GREEN of somebody else's in it, the brief is for its reader alone, and so it is where it `hasLeads`: that there is one is
 * known to its sender and its unit alone. `madeFor` are the names of a chosen audience.
 */
export function briefTerms(
  { terms, audiences }: Parts,
  viewer: Viewer,
  used: Iterable<number>,
  madeFor?: readonly string[],
  hasLeads = false,
): BriefTerms {
  let tlp: Tlp | undefined = hasLeads ? 'amber+strict' : 'clear';
  let handling: Handling = {};
  let own: Audience | undefined;
  let isOthers = false;
  for (const id of used) {
    const { expression, owner } = terms.read(id);
    const level = tlpOfExpression(expression);
    handling = mergeHandling(handling, handlingOfExpression(expression));
    // What has no level is its owner's alone: narrower than any.
    tlp = level === undefined || tlp === undefined ? undefined : narrowerTlp(tlp, level);
    const isWide = level === 'clear' || level === 'green';
    if (!actsFor(viewer, owner)) isOthers ||= !isWide;
    else own = own === undefined ? audienceOf(terms, id) : own.intersect(audienceOf(terms, id));
  }
  return {
    label: tlp === undefined ? 'UNMARKED' : `TLP:${tlp.toUpperCase()}`,
    audience:
      madeFor === undefined ? readers(audiences, viewer, tlp, isOthers ? undefined : own) : listOf(madeFor, viewer),
    handling: handlingWords(handling),
  };
}

function audienceOf(terms: TermsStore, id: number): Audience {
  return Audience.of([...terms.audienceOf(id)]);
}

function listOf(names: readonly string[], { memberName }: Viewer): string {
  return `for ${names.join(', ')}; made by ${memberName} of what it released to them`;
}

function readers(audiences: AudienceNames, viewer: Viewer, tlp: Tlp | undefined, own: Audience | undefined): string {
  if (tlp === 'clear') return 'anyone, as TLP:CLEAR allows';
  if (tlp === 'green') return 'members of the coalition, as far as each originator allows';
  if (tlp === 'red') return 'for its reader alone';
  const reader = viewer.account === undefined || viewer.unit === undefined ? viewer.memberName : viewer.account.name;
  if (tlp === 'amber+strict') return `${reader} alone, inside its own organisation`;
  if (own === undefined || tlp === undefined) return `${reader} alone`;
  return `only ${audiences.phrase(viewer, audiences.members(own))}`;
}

function handlingWords({ noOnwardRelease, notForCourt, nodesOnly, notBefore, purgeAfter }: Handling): string[] {
  return [
    ...(noOnwardRelease ? ['No onward release without the originator’s word.'] : []),
    ...(notForCourt ? ['Not for use in court.'] : []),
    ...(nodesOnly ? ['Holds what is for Entente nodes only: not to be kept as a file.'] : []),
    ...(notBefore === undefined ? [] : [`Not before ${momentWords(notBefore)}.`]),
    ...(purgeAfter === undefined ? [] : [`To be purged after ${momentWords(purgeAfter)}.`]),
  ];
}
