import { mergeHandling } from './handling.ts';
import { type LookupMarking, type MarkingEffect, readMarking } from './read-marking.ts';
import type { PrincipalId } from './roster.ts';
import type { JsonObject, JsonValue } from './stix.ts';
import { type Clause, clause, narrowerTlp, type Readers, type Terms, type Tlp } from './terms.ts';

/** What is known about an object beside its own text. */
export type ReadContext = {
  owner: PrincipalId;
  lookupMarking: LookupMarking;
  /** What the collection published to openly says that unmarked means there. Absent: private. */
  unmarked?: Tlp;
  /** Markings that its source set on import, recorded beside the object: they hold like its own. */
  imported?: { tlp?: Tlp; to?: readonly string[] };
  /** The readers of the collection at first publication. Absent: not published. */
  readers?: Readers;
};

/** The terms of an object as a whole; those of its parts are `readPartTerms`'s. */
export function readTerms(object: JsonObject, context: ReadContext): Terms {
  const read = readObjectMarkings(object, context.lookupMarking);
  const closed = read === undefined ? ['unreadable:object_marking_refs'] : [];
  const marked = gather(context.owner, read ?? []);
  const { imported = {} } = context;
  const tlp = narrowerTlp(marked.tlp, imported.tlp);
  const to = [...(marked.to ?? []), ...(imported.to === undefined ? [] : [imported.to])];
  const level = tlp ?? (to.length === 0 ? context.unmarked : undefined);
  if (level === undefined && to.length === 0) closed.push('unmarked');
  return clause({
    ...marked,
    ...(level === undefined ? {} : { tlp: level }),
    to,
    closed: [...(marked.closed ?? []), ...closed],
    ...(context.readers === undefined ? {} : { readers: context.readers }),
  });
}

/** What each object marking says; undefined where the list of them cannot be read. */
export function readObjectMarkings(object: JsonObject, lookup: LookupMarking): MarkingEffect[] | undefined {
  const refs = object.object_marking_refs ?? [];
  return isTexts(refs) ? refs.map((id) => readMarking(id, lookup)) : undefined;
}

/** All that several markings say, as one clause. */
export function gather(owner: PrincipalId, markings: readonly MarkingEffect[]): Clause {
  const to: (readonly string[])[] = [];
  const not: string[] = [];
  const closed: string[] = [];
  let tlp: Tlp | undefined;
  let handling = {};
  for (const marking of markings) {
    if (marking.kind === 'tlp') tlp = narrowerTlp(tlp, marking.tlp);
    else if (marking.kind === 'closed') closed.push(marking.reason);
    else if (marking.kind === 'release') {
      if (marking.to !== undefined) to.push(marking.to);
      not.push(...(marking.not ?? []));
      handling = mergeHandling(handling, marking.handling ?? {});
    }
  }
  return clause({ owner, ...(tlp === undefined ? {} : { tlp }), to, not, closed, handling });
}

export function isTexts(value: JsonValue): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
