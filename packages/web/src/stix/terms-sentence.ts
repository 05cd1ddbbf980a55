import type { Collection, TlpLevel } from '@entente/server/api-types';

/** What an author has chosen so far, with names in place of ids. */
export interface ChosenTerms {
  tlp: TlpLevel;
  releasableTo: string[];
  notReleasableTo: string[];
  collection: { title: string; readers: 'all' | string[] | undefined };
}

/** A collection as the sentences take it. */
export function readersInWords({ title, readers }: Collection): ChosenTerms['collection'] {
  return { title, readers: Array.isArray(readers) ? readers.map(({ name }) => name) : readers };
}

function list(names: string[]): string {
  if (names.length <= 1) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** What is chosen for a file that is brought in, in which more may be said. */
type ChosenForFile = Pick<ChosenTerms, 'releasableTo' | 'collection'> & { tlp?: TlpLevel | undefined };

function audience({ tlp, releasableTo, collection }: ChosenForFile): string {
  const { readers, title } = collection;
  if (releasableTo.length > 0) {
    const bounded = readers === 'all' ? '' : `, as far as they read “${title}”`;
    return `${list(releasableTo)}${bounded}`;
  }
  const byCollection =
    readers === undefined
      ? `the readers of “${title}”`
      : readers === 'all'
        ? 'every member of the coalition'
        : readers.length === 0
          ? `nobody else: “${title}” has no other readers`
          : list(readers);
  return tlp === 'clear' && readers === 'all'
    ? 'every member of the coalition, and anyone they pass it to'
    : byCollection;
}

const limits: Record<TlpLevel, string> = {
  clear: 'They may pass it on without limit.',
  green: 'It stays within the coalition and its units.',
  amber: 'They may show it to their units and those they serve, who need to know.',
  'amber+strict': 'It stays inside their own organisations.',
  red: 'Only persons they appoint for RED may read it, in their own session; nothing may be passed on.',
};

/** Who will get what is about to be published, in one or two sentences. The server's answer decides; this foretells it. */
export function termsSentence(terms: ChosenTerms): string {
  const without = terms.notReleasableTo.length > 0 ? `, but not ${list(terms.notReleasableTo)}` : '';
  return `Goes to you, and to ${audience(terms)}${without}. ${limits[terms.tlp]}`;
}

/** Whom a file can reach at most, before it is sent: its own markings are not known yet, and hold as well. */
export function importSentence(
  chosen: ChosenForFile & {
    /** The level that the collection takes unmarked objects for. */
    unmarked?: string | undefined;
  },
): string {
  const reach = audience(chosen);
  if (chosen.tlp !== undefined || chosen.releasableTo.length > 0) {
    return `Goes to you, and at most to ${reach}. Where the file’s own markings are narrower, they hold.`;
  }
  const rest = chosen.unmarked === undefined ? 'stays with your member' : `counts as ${chosen.unmarked}`;
  return `What the file marks with a level, and for nobody by name, goes to ${reach}. What it leaves unmarked ${rest}.`;
}
