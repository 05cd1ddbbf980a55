import { type Handling, mergeHandling, type Part, tlpOf } from '@entente/release';
import type { StixObject } from '@entente/stix';
import type { z } from '@hono/zod-openapi';
import type { GivenPart } from './messages.ts';

type Given = z.infer<typeof GivenPart>;

/**
 * The marked parts of an object as its author would give them, lists by identity id. Undefined where the markings say
 * more than that (another kind of marking, a language): they are then kept as they stand.
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
  return markings.every(({ kind }) => kind === 'tlp' || kind === 'release');
}

function termsOf({ terms, markings }: Part): Given['terms'] {
  const releases = markings.filter((marking) => marking.kind === 'release');
  return {
    tlp: tlpOf(terms) ?? 'green',
    releasableTo: releases.flatMap(({ to = [] }) => [...to]),
    notReleasableTo: releases.flatMap(({ not = [] }) => [...not]),
    ...optionalHandling(handlingOfPart(markings)),
  };
}

/** The duties and dates of single parts, for whoever has these parts. */
export function handlingOfParts(parts: readonly Part[]): { selectors: string[]; handling: Handling }[] {
  const handled = parts.flatMap(({ selector, markings }) => {
    const handling = handlingOfPart(markings);
    return Object.keys(handling).length === 0 ? [] : [{ selector, handling }];
  });
  return [...Map.groupBy(handled, ({ handling }) => JSON.stringify(handling)).values()].flatMap((same) =>
    same.slice(0, 1).map(({ handling }) => ({ selectors: same.map(({ selector }) => selector), handling })),
  );
}

function handlingOfPart(markings: Part['markings']): Handling {
  return markings.reduce<Handling>(
    (merged, marking) => (marking.kind === 'release' ? mergeHandling(merged, marking.handling ?? {}) : merged),
    {},
  );
}

function optionalHandling(handling: Handling): { handling?: Handling } {
  return Object.keys(handling).length === 0 ? {} : { handling };
}
