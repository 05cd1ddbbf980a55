import type { Clause, Readers, Terms } from '@entente/release';

/**
 * Whether whoever may have `narrow` may have `wide` too, told by the terms alone: so it stays true whatever becomes of
 * members, groups and readers. False where that cannot be told.
 */
export function isWithin(narrow: Terms, wide: Terms): boolean {
  const [inner, outer] = [conditions(narrow), conditions(wide)];
  return (
    outer.markings.every((marking) => inner.markings.includes(marking)) &&
    outer.readers.every((readers) => inner.readers.some((fewer) => isAmong(fewer, readers)))
  );
}

/** Each thing that terms demand: what the markings say, as texts that can be compared, and among whose readers to be. */
function conditions({ and = [], ...first }: Terms): { markings: readonly string[]; readers: readonly Readers[] } {
  const clauses: readonly Clause[] = [first, ...and];
  return {
    markings: clauses.filter((clause) => !saysReadersOnly(clause)).map(markingsText),
    readers: clauses.flatMap(({ readers }) => (readers === undefined ? [] : [readers])),
  };
}

function saysReadersOnly({ owner: _, readers, ...markings }: Clause): boolean {
  return readers !== undefined && Object.keys(markings).length === 0;
}

/** Where neither a list nor a wide level says who may have it, that depends on the readers, which then are part of it. */
function markingsText(clause: Clause): string {
  const { readers: _, ...markings } = clause;
  const { to, tlp, closed } = clause;
  const isSaid = to !== undefined || tlp === 'clear' || tlp === 'green' || closed !== undefined;
  return JSON.stringify(isSaid ? markings : clause);
}

function isAmong(fewer: Readers, more: Readers): boolean {
  if (fewer.collection !== more.collection) return false;
  if (more.at === 'all') return true;
  const { at } = more;
  return fewer.at !== 'all' && fewer.at.every((reader) => at.includes(reader));
}
