import { isBodyOfState, type Speaker, type Statement } from '@entente/statements';
import type { Viewer } from '../accounts/viewer.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { CatalogueQuery } from '../objects/catalogue-query.ts';
import type { Summaries } from '../objects/object-summary.ts';

type Ref = { readonly id: string; readonly name: string };

/** Whom a proposal means, as far as the viewer sees an identity of that name. */
export type Speakers = {
  /** The speaker, and the member for whom he speaks. */
  of(statement: Statement): { readonly speaker?: Ref; readonly spokenFor?: Ref };
  /** The member, person or body of exactly that name; undefined where there is none, or more than one. */
  named(name: string): Ref | undefined;
};

/** For one viewer and one reading: each name is looked up once. */
export function createSpeakers(
  viewer: Viewer,
  members: MemberStore,
  catalogue: Pick<CatalogueQuery, 'page'>,
  summaries: Summaries,
): Speakers {
  const known = new Map<string, Ref | undefined>();

  function memberNamed(name: string | undefined): Ref | undefined {
    const found = name === undefined ? undefined : members.find(name);
    return found === undefined ? undefined : { id: found.identity, name: found.name };
  }

  /** The one person or body of exactly this name; where there are several, none is meant for sure. */
  function identityNamed(name: string): Ref | undefined {
    const words = name.replace(/["*]/g, ' ').trim();
    if (words === '') return undefined;
    const rows = catalogue.page(viewer, { text: `"${words}"`, types: ['identity'] }, Number.MAX_SAFE_INTEGER, 10);
    const same = rows.map((row) => summaries.of(row)).filter(({ title }) => title.toLowerCase() === name.toLowerCase());
    const [first, ...others] = same;
    return first === undefined || others.length > 0 ? undefined : { id: first.id, name: first.title };
  }

  function named(name: string): Ref | undefined {
    if (!known.has(name)) known.set(name, memberNamed(name) ?? identityNamed(name));
    return known.get(name);
  }

  return {
    named,
    of({ speaker, member }) {
      const theirs = memberNamed(member);
      if (speaker === undefined) return {};
      const isMember = speaker.kind === 'member' && theirs !== undefined;
      const found = isMember ? theirs : named(speaker.name);
      return {
        ...(found === undefined ? {} : { speaker: found }),
        // Who has no office, and is no part of a government, speaks for nobody but himself.
        ...(theirs === undefined || isMember || !isOfState(speaker) ? {} : { spokenFor: theirs }),
      };
    },
  };
}

function isOfState({ office, kind, name }: Speaker): boolean {
  return office !== undefined || (kind === 'organisation' && isBodyOfState(name));
}
