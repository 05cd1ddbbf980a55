import { isTimestamp, parseMicroseconds, timestampKey } from '@entente/stix';
import { Problem } from '../http/problem.ts';
import { lastVersion, type VersionFilter } from '../objects/object-reader.ts';

/** Filters of a TAXII request (section 3.4). What is malformed is refused: a mistake must not answer more than was asked. */
export type ObjectFilter = {
  /** Only what was added after this moment (microseconds since 1970). */
  readonly after: number;
  readonly limit: number;
  readonly next?: string | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly types?: readonly string[] | undefined;
  readonly versions: VersionFilter;
  /** Whether `match[spec_version]` leaves anything: everything here is 2.1. */
  readonly matchesSpecVersion: boolean;
};

export type PageLimits = { readonly standard: number; readonly largest: number };

/** What an endpoint lets its clients filter by. */
export type FilterRules = {
  readonly fields: ReadonlySet<string>;
  readonly hasPages: boolean;
  /** Versions meant where `match[version]` is absent. */
  readonly versions: VersionFilter;
  /** Whether other match fields are refused. Servers may ignore them (section 3.4); to delete more than was meant is worse. */
  readonly refusesOthers: boolean;
};

export const everyVersion: VersionFilter = { all: true, first: false, last: false, at: [] };

const ofObject = new Set(['match[version]', 'match[spec_version]']);
const ofCollection = new Set(['match[id]', 'match[type]', ...ofObject]);
const common = { hasPages: true, refusesOthers: false, versions: lastVersion };

/** Sections 5.3 to 5.8. */
export const filterRules = {
  collection: { ...common, fields: ofCollection },
  object: { ...common, fields: ofObject },
  versions: { ...common, fields: new Set(['match[spec_version]']), versions: everyVersion },
  // A proof has one version.
  proofs: { ...common, fields: ofCollection, versions: everyVersion },
  proof: { ...common, fields: ofObject, versions: everyVersion },
  deletion: {
    fields: ofObject,
    hasPages: false,
    refusesOthers: true,
    versions: everyVersion,
  },
} as const satisfies Record<string, FilterRules>;

const pageParameters = new Set(['added_after', 'limit', 'next']);

/** `query` is what follows the `?`. Throws `bad-request` naming what is wrong. */
export function readObjectFilter(query: string, rules: FilterRules, limits: PageLimits): ObjectFilter {
  const given = query === '' ? undefined : readParameters(query, rules);
  return {
    after: readAddedAfter(given?.get('added_after')),
    limit: readLimit(given?.get('limit'), limits),
    next: given?.get('next'),
    ids: given?.get('match[id]')?.split(','),
    types: given?.get('match[type]')?.split(','),
    versions: readVersions(given?.get('match[version]'), rules.versions),
    matchesSpecVersion: given?.get('match[spec_version]')?.split(',').includes('2.1') ?? true,
  };
}

/** Where nothing was asked, everything was added after this. */
export const beginningOfTime = Number.MIN_SAFE_INTEGER;

/** The parameters that the endpoint has; those that it does not know are left out. */
function readParameters(query: string, { fields, hasPages, refusesOthers }: FilterRules): Map<string, string> {
  const given = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    if (!fields.has(name) && !(hasPages && pageParameters.has(name))) {
      if (refusesOthers && name.startsWith('match[')) {
        throw new Problem('bad-request', `${name} is no filter of this endpoint`);
      }
      continue;
    }
    // Section 3.4: a field must not occur more than once in a request.
    if (given.has(name)) throw new Problem('bad-request', `${name} may occur once; it takes a list: a,b`);
    given.set(name, value);
  }
  return given;
}

function readAddedAfter(text: string | undefined): number {
  const after = text === undefined ? beginningOfTime : parseMicroseconds(text);
  if (after === undefined) {
    throw new Problem('bad-request', 'added_after must be a UTC timestamp such as 2019-02-06T12:00:00.000000Z');
  }
  return after;
}

function readLimit(text: string | undefined, { standard, largest }: PageLimits): number {
  if (text === undefined) return standard;
  if (!/^\d+$/.test(text) || Number(text) === 0) {
    throw new Problem('bad-request', 'limit must be a positive whole number');
  }
  return Math.min(Number(text), largest);
}

function readVersions(list: string | undefined, otherwise: VersionFilter): VersionFilter {
  if (list === undefined) return otherwise;
  const values = list.split(',');
  const at = values.filter((value) => isTimestamp(value));
  const keywords = values.filter((value) => ['all', 'first', 'last'].includes(value));
  if (at.length + keywords.length < values.length) {
    throw new Problem('bad-request', 'match[version] takes all, first, last or timestamps');
  }
  if (new Set([...at.map(timestampKey), ...keywords]).size < values.length) {
    throw new Problem('bad-request', 'match[version] may name each version once');
  }
  if (keywords.includes('all') && values.length > 1) {
    throw new Problem('bad-request', 'match[version]=all leaves nothing to add: it must stand alone');
  }
  return {
    all: keywords.includes('all'),
    first: keywords.includes('first'),
    last: keywords.includes('last'),
    at,
  };
}
