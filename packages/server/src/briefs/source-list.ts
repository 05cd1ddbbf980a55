import type { Source } from '@entente/brief';
import type { JsonObject, JsonValue, StixObject } from '@entente/stix';
import { titleOf } from '../placements/search-text.ts';
import type { Opened, Sight } from './sight.ts';

/** The sources of a brief, each numbered once, and the terms of everything that was opened for it. */
export type SourceList = {
  /** Numbers of what an object rests on: what it refers to outside, else the report that it was found in. */
  of(id: string, report?: string): readonly number[];
  /** Notes that something under these terms is in the brief. */
  uses(terms: number): void;
  readonly sources: readonly Source[];
  /** Ids of terms. */
  readonly terms: ReadonlySet<number>;
  /** Versions that were opened. */
  readonly versions: ReadonlySet<number>;
};

export function createSourceList(sight: Pick<Sight, 'object'>): SourceList {
  const numbers = new Map<string, number>();
  const sources: Source[] = [];
  const terms = new Set<number>();
  const versions = new Set<number>();

  function open(id: string): Opened | undefined {
    const opened = sight.object(id);
    if (opened === undefined) return undefined;
    terms.add(opened.terms);
    versions.add(opened.version);
    return opened;
  }

  function number(text: string, more: { readonly url?: string; readonly object?: string }): number {
    const key = JSON.stringify([text, more.url]);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const next = sources.length + 1;
    numbers.set(key, next);
    sources.push({ number: next, text, ...more });
    return next;
  }

  return {
    of(id, report) {
      const own = open(id);
      const cited = references(own?.object).map(({ text, url }) =>
        number(text, { object: id, ...(url === undefined ? {} : { url }) }),
      );
      if (cited.length > 0 || report === undefined) return [...new Set(cited)];
      const found = open(report);
      return found === undefined ? [] : [number(titleOf(found.object), { object: report })];
    },
    uses: (id) => void terms.add(id),
    sources,
    terms,
    versions,
  };
}

/** What an object refers to outside (STIX 2.1, section 2.5), as a line each. */
function references(object: StixObject | undefined): { readonly text: string; readonly url?: string }[] {
  const list = object?.external_references;
  if (!Array.isArray(list)) return [];
  return (list as readonly JsonValue[]).flatMap((each) => {
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return [];
    const { source_name: name, description, url } = each as JsonObject;
    const text = [name, description].filter((part) => typeof part === 'string' && part !== '').join(': ');
    return text === '' ? [] : [{ text, ...(typeof url === 'string' ? { url } : {}) }];
  });
}
