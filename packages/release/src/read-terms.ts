import type { JsonObject, JsonValue } from '@entente/stix';
import { readGranularMarkings } from './granular-markings.ts';
import { type Handling, mergeHandling } from './handling.ts';
import type { Path } from './json-tree.ts';
import { type LookupMarking, type MarkingEffect, readMarking } from './read-marking.ts';
import type { PrincipalId } from './roster.ts';
import { type Clause, clause, narrowerTlp, type Readers, type Terms, type Tlp } from './terms.ts';

/** What is known about an object beside its own text. */
export type ReadContext = {
  owner: PrincipalId;
  lookupMarking: LookupMarking;
  /** What the collection published to openly says that unmarked means there. Absent: private. */
  unmarked?: Tlp;
  /** Markings that its source set on import, recorded beside the object: they hold like its own. */
  imported?: { tlp?: Tlp; to?: readonly string[]; handling?: Handling };
  /** The readers of the collection at first publication. Absent: not published. */
  readers?: Readers;
};

/** A part of an object with terms of its own, which narrow the object's, and the markings that say so. */
export type Part = { path: Path; selector: string; terms: Terms; markings: readonly MarkingEffect[] };

/** Objects that others need to read what is released to them. */
const coalitionTypes: readonly unknown[] = ['marking-definition', 'extension-definition'];

/** The terms of an object as a whole; those of its parts are `readPartTerms`'s. */
export function readTerms(object: JsonObject, context: ReadContext): Terms {
  const { owner, imported = {}, unmarked, readers } = context;
  if (coalitionTypes.includes(object.type)) return clause({ owner, tlp: 'clear' });
  const marked = gather(owner, readObjectMarkings(object, context.lookupMarking));
  const closed = [...(marked.closed ?? [])];
  if (readGranularMarkings(object) === undefined) closed.push('unreadable:granular_markings');
  const to = [...(marked.to ?? []), ...(imported.to === undefined ? [] : [imported.to])];
  const stated = narrowerTlp(marked.tlp, imported.tlp);
  const tlp = stated ?? (to.length === 0 ? unmarked : undefined);
  if (tlp === undefined && to.length === 0) closed.push('unmarked');
  const handling = mergeHandling(marked.handling ?? {}, imported.handling ?? {});
  return clause({ ...marked, ...(tlp && { tlp }), to, closed, handling, ...(readers && { readers }) });
}

/**
 * The terms of each marked part, `terms` being what `readTerms` read of the object. A level without a list of its own
 * is for whom the object's lists name. Parts with neutral markings only are left out.
 */
export function readPartTerms(object: JsonObject, terms: Terms, context: ReadContext): readonly Part[] {
  const { owner, readers } = context;
  return (readGranularMarkings(object) ?? []).flatMap(({ path, selector, markings }) => {
    const effects = markings.map((id) => readMarking(id, context.lookupMarking));
    if (effects.every((effect) => effect.kind === 'neutral')) return [];
    const marked = gather(owner, effects);
    const to = marked.to ?? terms.to ?? [];
    // Exclusions and handling alone take away from the object's audience and grant nothing themselves.
    const tlp = marked.tlp ?? (to.length === 0 ? 'clear' : undefined);
    const own = clause({ ...marked, ...(tlp && { tlp }), to, ...(readers && { readers }) });
    return [{ path, selector, terms: own, markings: effects }];
  });
}

/** What each object marking says. */
export function readObjectMarkings(object: JsonObject, lookup: LookupMarking): readonly MarkingEffect[] {
  const id = 'object_marking_refs';
  const { [id]: refs = [] } = object;
  return isListOfTexts(refs)
    ? refs.map((ref) => readMarking(ref, lookup))
    : [{ kind: 'closed', id, reason: `unreadable:${id}` }];
}

/** All that several markings say, as one clause. */
function gather(owner: PrincipalId, markings: readonly MarkingEffect[]): Clause {
  const releases = markings.filter((marking) => marking.kind === 'release');
  const tlp = markings.reduce<Tlp | undefined>(
    (narrowest, marking) => (marking.kind === 'tlp' ? narrowerTlp(narrowest, marking.tlp) : narrowest),
    undefined,
  );
  return clause({
    owner,
    ...(tlp && { tlp }),
    to: releases.flatMap((marking) => (marking.to === undefined ? [] : [marking.to])),
    not: releases.flatMap((marking) => marking.not ?? []),
    closed: markings.flatMap((marking) => (marking.kind === 'closed' ? [marking.reason] : [])),
    handling: releases.reduce((merged, marking) => mergeHandling(merged, marking.handling ?? {}), {}),
  });
}

function isListOfTexts(value: JsonValue): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
