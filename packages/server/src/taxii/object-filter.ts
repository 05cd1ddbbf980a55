import { isIdentifier, isTimestamp, parseMicroseconds } from '@entente/stix';
import { Problem } from '../http/problem.ts';
import type { CollectionFilter, VersionFilter } from '../objects/object-reader.ts';

/** Filters of a TAXII request (section 3.4), read strictly: a mistake must not answer more than was asked for. */
export type ObjectFilter = Omit<CollectionFilter, 'after'> & {
  readonly after: number;
  readonly next?: string;
  /** The filters as a text, to which `next` is bound. */
  readonly text: string;
  /** Whether `match[spec_version]` leaves anything: everything here is 2.1. */
  readonly matchesSpecVersion: boolean;
};

export type PageLimits = { readonly standard: number; readonly largest: number };

const matchParameters = ['match[id]', 'match[type]', 'match[version]', 'match[spec_version]'] as const;

/** `allowed` names the parameters that this endpoint has. Throws `bad-request` naming what was wrong. */
export function readObjectFilter(
  query: URLSearchParams,
  allowed: readonly string[],
  limits: PageLimits,
  defaultVersions: VersionFilter,
): ObjectFilter {
  for (const name of query.keys()) {
    const isKnown = allowed.includes(name) || !name.startsWith('match[');
    if (!isKnown) throw new Problem('bad-request', `${name} is no filter of this endpoint`);
  }
  const read = (name: string): string | undefined =>
    allowed.includes(name) ? (query.get(name) ?? undefined) : undefined;
  const list = (name: string): string[] | undefined => {
    const values = allowed.includes(name) ? query.getAll(name) : [];
    return values.length === 0 ? undefined : values.flatMap((value) => value.split(',')).map((each) => each.trim());
  };

  const addedAfter = read('added_after');
  const after = addedAfter === undefined ? Number.MIN_SAFE_INTEGER : parseMicroseconds(addedAfter);
  if (after === undefined) {
    throw new Problem('bad-request', `added_after must be a UTC timestamp such as 2019-02-06T12:00:00.000000Z`);
  }
  const next = read('next');
  const ids = list('match[id]');
  const types = list('match[type]');
  const specVersions = list('match[spec_version]');
  return {
    after,
    limit: readLimit(read('limit'), limits),
    ids,
    types,
    versions: readVersions(list('match[version]'), defaultVersions),
    ...(next === undefined ? {} : { next }),
    text: JSON.stringify([addedAfter, ...matchParameters.map((name) => list(name))]),
    matchesSpecVersion: specVersions === undefined || specVersions.includes('2.1'),
  };
}

function readLimit(text: string | undefined, { standard, largest }: PageLimits): number {
  if (text === undefined) return standard;
  if (!/^\d{1,15}$/.test(text) || Number(text) === 0) {
    throw new Problem('bad-request', 'limit must be a positive whole number');
  }
  return Math.min(Number(text), largest);
}

function readVersions(values: readonly string[] | undefined, otherwise: VersionFilter): VersionFilter {
  if (values === undefined) return otherwise;
  for (const value of values) {
    if (!['all', 'first', 'last'].includes(value) && !isTimestamp(value)) {
      throw new Problem('bad-request', 'match[version] takes all, first, last or timestamps');
    }
  }
  return {
    all: values.includes('all'),
    first: values.includes('first'),
    last: values.includes('last'),
    at: values.filter((value) => isTimestamp(value)),
  };
}

/** Whether a path segment can name an object at all. */
export function isObjectId(text: string): boolean {
  return isIdentifier(text);
}
