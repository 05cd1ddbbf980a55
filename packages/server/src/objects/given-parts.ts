import { type Part, tlpOf } from '@entente/release';
import type { StixObject } from '@entente/stix';
import type { z } from '@hono/zod-openapi';
import type { GivenPart } from './messages.ts';

type Given = z.infer<typeof GivenPart>;

/**
 * The marked parts of an object as its author would give them, lists by identity id. Undefined where the markings say
 * more than that (another kind of marking, a language, handling): they are then kept as they stand.
 */
export function givenParts(object: StixObject, parts: readonly Part[]): Given[] | undefined {
  const entries = Array.isArray(object.granular_markings) ? object.granular_markings : [];
  const selectors = new Set(entries.flatMap(selectorsOf));
  if (parts.length !== selectors.size || !parts.every(isGivable)) return undefined;
  const byTerms = Map.groupBy(parts, (part) => JSON.stringify(termsOf(part)));
  return [...byTerms.values()].map((same) => ({
    selectors: same.map(({ selector }) => selector),
    terms: termsOf(same[0] as Part),
  }));
}

function selectorsOf(entry: unknown): unknown[] {
  const { selectors, lang } = entry as { selectors?: unknown; lang?: unknown };
  // A language is no part: with one the count does not fit.
  return lang === undefined && Array.isArray(selectors) ? selectors : [entry];
}

function isGivable({ markings }: Part): boolean {
  return markings.every(
    (marking) => marking.kind === 'tlp' || (marking.kind === 'release' && marking.handling === undefined),
  );
}

function termsOf({ terms, markings }: Part): Given['terms'] {
  const releases = markings.filter((marking) => marking.kind === 'release');
  return {
    tlp: tlpOf(terms) ?? 'green',
    releasableTo: releases.flatMap(({ to = [] }) => [...to]),
    notReleasableTo: releases.flatMap(({ not = [] }) => [...not]),
  };
}
