import type { Hash } from '@entente/exchange';
import type { Finding } from './finding.ts';

/** An entry of an epoch as it is stored now. */
export type EntryNow = {
  readonly id: string;
  /** What it comes to with its salt; undefined where the salt is gone. */
  readonly commitment: Hash | undefined;
  /** Whether it was forgotten by the rule, so that its salt may be gone. */
  readonly isForgotten: boolean;
  /** What it would come to with the salt of another entry. */
  readonly withSaltOf: (other: EntryNow) => Hash | undefined;
};

export type Comparison = {
  readonly epoch: number;
  /** What was committed to when the epoch was sealed, in order. */
  readonly committed: readonly Hash[];
  /** What is there now, in order. */
  readonly now: readonly EntryNow[];
  /** The epoch that an entry was sealed in, for one that is not of this one. */
  readonly sealedIn: (commitment: Hash) => number | undefined;
};

/** Where the entries of an epoch are not what they were when it was sealed: each difference, and what it is. */
export function compareEntries({ epoch, committed, now, sealedIn }: Comparison): Finding[] {
  const findings: Finding[] = [];
  const tell = (code: Finding['code'], entries: readonly EntryNow[], message: string): void => {
    const ids = entries.map(({ id }) => id);
    findings.push({ code, epoch, ...(ids.length > 0 ? { entries: ids } : {}), message: `epoch ${epoch}: ${message}` });
  };
  const known = new Map(committed.map((hash, place) => [text(hash), place]));
  const places = now.map(({ commitment }) => (commitment === undefined ? undefined : known.get(text(commitment))));
  const steady = longestRise(places);

  for (const [at, entry] of now.entries()) {
    const place = places[at];
    if (place === undefined || steady.has(at)) continue;
    const where = `recorded as ${nth(place)}, it stands as ${nth(at)} of ${now.length}`;
    tell('entries-reordered', [entry], `entry ${entry.id} was put elsewhere: ${where}`);
  }

  const changed: { readonly entry: EntryNow; readonly place: number }[] = [];
  for (const { lost, strange, after } of gaps(committed.length, places, steady)) {
    for (const [index, at] of strange.entries()) {
      const entry = now[at] as EntryNow;
      const place = lost[index];
      const home = entry.commitment === undefined ? undefined : sealedIn(entry.commitment);
      if (home !== undefined) tell('entry-moved', [entry], `entry ${entry.id} belongs to epoch ${home}`);
      else if (place === undefined) tell('entry-added', [entry], `entry ${entry.id} was added after it was sealed`);
      else if (entry.commitment !== undefined) changed.push({ entry, place });
      else if (!entry.isForgotten) tell('salt-missing', [entry], `the salt of entry ${entry.id} is gone`);
    }
    for (const place of lost.slice(strange.length)) {
      const before = after === undefined ? 'the first one' : `the one after ${now[after]?.id}`;
      tell('entry-deleted', [], `the ${nth(place)} of ${committed.length} entries was deleted: ${before}`);
    }
  }
  for (const { entry, place } of changed) {
    const other = changed.find((each) => isEqual(entry.withSaltOf(each.entry), committed[place]));
    if (other === undefined) {
      tell('entry-changed', [entry], `entry ${entry.id}, the ${nth(place)} of ${committed.length}, was changed`);
    } else if (place < other.place) {
      tell(
        'salts-swapped',
        [entry, other.entry],
        `the salts of entries ${entry.id} and ${other.entry.id} were swapped`,
      );
    }
  }
  return findings;
}

type Gap = {
  /** Places that nothing stands for any more. */
  readonly lost: readonly number[];
  /** Entries, by where they stand, that were not committed to. */
  readonly strange: readonly number[];
  /** The entry before the gap, by where it stands. */
  readonly after: number | undefined;
};

/** What differs between each two entries that stand as they did: what is left over on both sides belongs together. */
function* gaps(
  committed: number,
  places: readonly (number | undefined)[],
  steady: ReadonlySet<number>,
): Generator<Gap> {
  const found = new Set(places);
  const anchors = [...steady].map((at) => ({ at, place: places[at] ?? 0 }));
  let before = { at: -1, place: -1 };
  for (const next of [...anchors, { at: places.length, place: committed }]) {
    const lost = range(before.place + 1, next.place).filter((place) => !found.has(place));
    const strange = range(before.at + 1, next.at).filter((at) => places[at] === undefined);
    yield { lost, strange, after: before.at < 0 ? undefined : before.at };
    before = next;
  }
}

/** Which of a list (by index) make up its longest rising part: those that stand in the order they had. */
function longestRise(places: readonly (number | undefined)[]): ReadonlySet<number> {
  const tails: number[] = [];
  const previous = new Map<number, number | undefined>();
  for (const [at, place] of places.entries()) {
    if (place === undefined) continue;
    let length = tails.findIndex((tail) => (places[tail] ?? 0) >= place);
    if (length < 0) length = tails.length;
    previous.set(at, tails[length - 1]);
    tails[length] = at;
  }
  const rising: number[] = [];
  for (let at = tails.at(-1); at !== undefined; at = previous.get(at)) rising.push(at);
  return new Set(rising.reverse());
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

function nth(place: number): string {
  return `number ${place + 1}`;
}

function text(hash: Hash): string {
  return Buffer.from(hash).toString('hex');
}

function isEqual(a: Hash | undefined, b: Hash | undefined): boolean {
  return a !== undefined && b !== undefined && Buffer.compare(a, b) === 0;
}
