import { type JsonObject, resolveSelector } from '@entente/stix';
import type { Path } from './json-tree.ts';
import type { Part } from './read-terms.ts';
import { formatSelector } from './selector.ts';

/** A version and its marked parts. */
export type MarkedVersion = { object: JsonObject; parts: readonly Part[] };

/**
 * The parts of an older version: its own, and what the owner's newest version marks, where the older has it (rule 2).
 * An item of a list is found again only in an equal list; in a changed one the whole list is taken for the item.
 */
export function reachBack(older: MarkedVersion, newest: MarkedVersion): readonly Part[] {
  const narrowed = newest.parts.map((part) => {
    const { path } = part;
    const index = path.findIndex((step) => typeof step === 'number');
    const list = index < 0 ? path : path.slice(0, index);
    const place = index >= 0 && isEqualAt(list, older.object, newest.object) ? path : list;
    return { ...part, path: place, selector: formatSelector(place) };
  });
  return [...older.parts, ...narrowed.filter(({ path }) => resolveSelector(older.object, path) !== undefined)];
}

function isEqualAt(path: Path, a: JsonObject, b: JsonObject): boolean {
  return JSON.stringify(resolveSelector(a, path)) === JSON.stringify(resolveSelector(b, path));
}
