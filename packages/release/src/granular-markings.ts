import { type JsonObject, type JsonValue, parseSelector, resolveSelector } from '@entente/stix';
import type { Path } from './json-tree.ts';
import { formatSelector } from './selector.ts';

/** A part of an object and the ids of the markings on it. */
export type MarkedPart = { path: Path; selector: string; markings: readonly string[] };

/**
 * The marked parts of an object, each once, in the order in which they are first named; languages mark nothing.
 * Undefined where `granular_markings` cannot be read or a selector names nothing: that closes the object.
 */
export function readGranularMarkings(object: JsonObject): readonly MarkedPart[] | undefined {
  const { granular_markings: entries } = object;
  if (entries === undefined) return [];
  if (!Array.isArray(entries)) return undefined;
  const parts = new Map<string, { path: Path; markings: Set<string> }>();
  for (const entry of entries as readonly JsonValue[]) {
    if (typeof entry !== 'object' || entry === null) return undefined;
    const { marking_ref: marking, lang, selectors } = entry as JsonObject;
    if ((marking === undefined) === (lang === undefined) || !Array.isArray(selectors)) return undefined;
    for (const selector of selectors as readonly JsonValue[]) {
      const path = typeof selector === 'string' ? parseSelector(selector) : undefined;
      // A marking on the markings would have to be applied before it is known.
      if (path === undefined || path[0] === 'granular_markings' || resolveSelector(object, path) === undefined)
        return undefined;
      if (marking === undefined) continue;
      if (typeof marking !== 'string') return undefined;
      const part = parts.get(formatSelector(path)) ?? { path, markings: new Set() };
      parts.set(formatSelector(path), part);
      part.markings.add(marking);
    }
  }
  return [...parts].map(([selector, { path, markings }]) => ({ selector, path, markings: [...markings] }));
}
