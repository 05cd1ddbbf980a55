import { dayWords } from '@entente/brief';
import type { Claim } from '@entente/positions';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { BriefWanted } from './brief-wanted.ts';
import type { Said, Sight } from './sight.ts';

/** What a brief is about: which claims, whose positions, which commitments. */
export type Subject = {
  readonly title: string;
  /** Undefined: all claims. */
  readonly claims?: ReadonlySet<string>;
  /** Identity of a member. */
  readonly principal?: string;
  /** Name of a place. */
  readonly place?: string;
  /** What is not of that period is left out. */
  readonly from?: string;
  readonly said: readonly Said[];
};

/** Throws `not-found`, alike for what is not there and what is hidden. */
export function subjectOf(
  sight: Sight,
  members: MemberStore,
  { about, of = '' }: { readonly about: Exclude<BriefWanted['about'], 'what-if'>; readonly of?: string | undefined },
  day: string,
): Subject {
  const claims = (only?: ReadonlySet<string>): readonly Claim[] => sight.claims(only).map(({ value }) => value);
  switch (about) {
    case 'claim': {
      const [claim] = claims(new Set([of]));
      if (claim === undefined) throw nothing('claim');
      return { title: claim.name, claims: new Set([claim.id]), said: [{ claim: claim.id }] };
    }
    case 'member': {
      const member = members.find(of);
      if (member === undefined) throw nothing('member');
      return { title: member.name, principal: member.identity, said: [{ principal: member.identity }] };
    }
    case 'area': {
      const place = placeName(sight, of);
      if (place === undefined) throw nothing('place');
      const there = claims().filter(({ places }) => places.some((id) => isIn(sight, id, place)));
      return {
        title: place,
        place,
        claims: new Set(there.map(({ id }) => id)),
        said: there.map(({ id }) => ({ claim: id })),
      };
    }
    case 'day':
      return { title: `The day: ${dayWords(day)}`, from: day, said: [{ from: day }] };
  }
}

/** A place by name, or by the id of a location that is seen. */
function placeName(sight: Sight, nameOrId: string): string | undefined {
  if (!nameOrId.startsWith('location--')) return nameOrId.trim() === '' ? undefined : nameOrId.trim();
  const name = sight.object(nameOrId)?.object.name;
  return typeof name === 'string' ? name : undefined;
}

const countryNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** Whether a location is a place by its own name, or lies in the country of that name. */
function isIn(sight: Sight, location: string, place: string): boolean {
  const object = sight.object(location)?.object;
  if (object === undefined) return false;
  const { name, country } = object;
  if (typeof name === 'string' && isSame(name, place)) return true;
  // STIX 2.1 section 4.9: a country is an ISO 3166-1 code of two letters; another word is no country.
  return typeof country === 'string' && /^[a-z]{2}$/i.test(country) && isSame(countryNames.of(country), place);
}

export function isSame(a: string | undefined, b: string): boolean {
  return a?.toLocaleLowerCase('en') === b.toLocaleLowerCase('en');
}

function nothing(what: string): Problem {
  return new Problem('not-found', `There is no such ${what}, or nothing of it is released there.`);
}
