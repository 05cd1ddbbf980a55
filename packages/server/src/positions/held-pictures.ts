import {
  type Claim,
  type ClaimSignal,
  findSignals,
  type Picture,
  type Position,
  pictureOf,
  type Statement,
} from '@entente/positions';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import { flag } from '../placements/placement-store.ts';
import { atOnce, inSlices } from '../projections/in-slices.ts';
import type { Projections } from '../projections/projections.ts';
import type { createOneSource, Sources } from '../reports/one-source.ts';
import { sightOf } from '../terms/nodes-only.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import { createPictureRows, type PictureRows, type Read, type RowsAsked } from './picture-rows.ts';
import { lastFew, type Row, readLimit, type Shown } from './position-reader.ts';
import { createTermsKeys } from './terms-keys.ts';

/** Where everybody stands on a day, of what one viewer may see. */
export type Board = {
  readonly picture: Pick<Picture, 'day' | 'claims' | 'cells'>;
  readonly claims: readonly Shown<Claim>[];
  /** By id of a claim, position or statement: the date added (microseconds) of what the viewer has of it. */
  readonly added: ReadonlyMap<string, number>;
  /** From what was known by then, a timestamp. */
  readonly known?: string;
};

/** A picture of what one viewer may see, with when each part of it came into his sight. */
export type Seen = Board & {
  readonly picture: Picture;
  /** Where it is of one claim only. */
  readonly ofClaim?: string;
  /** Where its points lack words, names and offices: those of its statements with such an id, whole (see `inFull`). */
  readonly details?: (ids: ReadonlySet<string>) => readonly Statement[];
};

/** What a viewer has of claims and positions on them; and whether others stand beside any of them. */
export type HeldRows = {
  readonly claims: readonly Shown<Claim>[];
  readonly positions: readonly Shown<Position>[];
  readonly contested: boolean;
};

/** The rows of all claims as those have them who see the same terms, and what was folded of each. */
type Held = {
  readonly rows: PictureRows;
  readonly folded: Map<string, Folded>;
  whole: { readonly folded: readonly Folded[]; readonly seen: Seen } | undefined;
};
/** Whose picture of which day. */
type Asked = RowsAsked & {
  readonly viewer: Viewer;
  readonly sources: Sources;
  readonly identities: readonly string[];
  /** The same for all who are shown the same. */
  readonly key: string;
};
type Folded = {
  readonly seen: Seen;
  /** Which rows were shown, where that may change without them; else undefined. */
  readonly contested: string | undefined;
  signals?: readonly ClaimSignal[];
};

/** So many sets of terms, and days for each, are held. */
const mostHeld = 8;
/** Of more voices that changed than these everything is read anew. */
const mostFollowed = 3000;
/** So much that changed is followed at once by whoever asks. */
const mostAtOnce = 3;
/** What is purged meanwhile makes reading begin anew; after so many times it is left to whoever asks. */
const mostAttempts = 3;

/**
 * Pictures of all claims, kept for those who see exactly the same terms and followed from change to change: each claim
 * is folded again only where a row of it changed. Who sees other terms, be it one more or less, has another picture.
 */
export function createHeldPictures(
  database: Database,
  reader: Pick<ObjectReader, 'isShown'>,
  projections: Pick<Projections, 'mustBeReady'>,
  terms: Pick<TermsStore, 'generation' | 'visible'>,
  members: MemberStore,
  sourcesOf: ReturnType<typeof createOneSource>,
) {
  const pictureRows = createPictureRows(database);
  const termsKey = createTermsKeys(database, terms);
  const held = new Map<string, Held>();
  const preparing = new Map<string, Promise<void>>();
  const signalsOf = new WeakMap<Picture, readonly Folded[]>();
  const sorted = new WeakMap<Picture, readonly ClaimSignal[]>();
  let forgotten = 0;
  // Editions are given out again after a rollback, and what was read inside it never was.
  database.onRollback(forget);
  // What is kept is read anew: nobody may ask for it again, and what was purged would stay in memory.
  database.onPurge(forget);

  function forget(): void {
    forgotten += 1;
    held.clear();
  }

  function fold({ viewer, day, sources, identities }: Asked, { rows: from, folded }: Held, id: string) {
    const known = from.touched.has(id) ? undefined : folded.get(id);
    // Where nothing is contested only a row that changed makes it another.
    if (known !== undefined && known.contested === undefined) return known;
    const claims = from.claims.get(id) ?? [];
    const positions = from.positions.get(id) ?? [];
    const statements = [...(from.voicesOn.get(id) ?? [])].flatMap((voice) =>
      (from.voices.get(voice) ?? []).filter(({ value }) => value.claim === id),
    );
    const all: readonly Read<{ readonly id: string }>[] = [...claims, ...positions, ...statements];
    const isContested = all.some(({ row }) => (row.flags & flag.contested) !== 0);
    // Which of several owners' objects is shown may change by what is no row here.
    const shown = isContested ? new Set(all.filter(({ row }) => reader.isShown(viewer, row))) : undefined;
    const contested = shown === undefined ? undefined : [...shown].map(({ added }) => added).join();
    if (known !== undefined && known.contested === contested) return known;
    from.touched.delete(id);
    folded.delete(id);
    const isShown = <T extends { readonly id: string }>(each: Read<T>): boolean => shown?.has(each) ?? true;
    const [claim] = claims.filter(isShown);
    if (claim === undefined) return undefined;
    const said = statements.filter(isShown);
    const parts = {
      held: positions.filter(isShown),
      said: sources.any ? lastFew(sources.fold(said)) : said,
    };
    const made: Folded = { seen: seenOf([claim], parts.held, parts.said, identities, day), contested };
    folded.set(id, made);
    return made;
  }

  function together(folded: readonly Folded[], identities: readonly string[], day: string): Seen {
    const pictures = folded.map(({ seen }) => seen.picture);
    const picture: Picture = {
      day,
      claims: pictures.flatMap(({ claims }) => claims),
      lines: pictures.flatMap(({ lines }) => lines),
      cells: pictures.flatMap(({ cells }) => cells),
      statements: pictures.flatMap(({ statements }) => statements),
      members: identities,
    };
    signalsOf.set(picture, folded);
    return {
      picture,
      claims: folded.flatMap(({ seen }) => seen.claims),
      added: new Map(folded.flatMap(({ seen }) => [...seen.added])),
    };
  }

  function askedBy(viewer: Viewer, day: string): Asked {
    for (const name of ['claims', 'positions', 'statements']) projections.mustBeReady(name);
    const [sources, identities] = [sourcesOf(viewer), identitiesOf(members, day)];
    const key = JSON.stringify([termsKey(viewer), day, sources.key, identities]);
    return { viewer, sight: sightOf(viewer), day, limit: readLimit(sources), sources, identities, key };
  }

  function keep(key: string, made: Held): Held {
    held.delete(key);
    for (const old of [...held.keys()].slice(0, Math.max(0, held.size - mostHeld + 1))) held.delete(old);
    held.set(key, made);
    return made;
  }

  /** What is held, as long as reading all of it anew is more work than to follow what changed. */
  function known({ key }: Asked): Held | undefined {
    const found = held.get(key);
    return found !== undefined && pictureRows.changedSince(found.rows) <= mostFollowed ? found : undefined;
  }

  /** What is held for a viewer, brought up to what stands. */
  function current(asked: Asked): Held {
    const found = known(asked) ?? { rows: atOnce(pictureRows.read(asked)), folded: new Map(), whole: undefined };
    atOnce(pictureRows.follow(found.rows, asked));
    return keep(asked.key, found);
  }

  function signalsIn(each: Folded): readonly ClaimSignal[] {
    each.signals ??= findSignals(each.seen.picture);
    return each.signals;
  }

  function* making(asked: Asked): Generator<void, void> {
    const from = known(asked) ?? { rows: yield* pictureRows.read(asked), folded: new Map(), whole: undefined };
    yield* pictureRows.follow(from.rows, asked);
    for (const id of [...from.rows.claims.keys()]) {
      const folded = fold(asked, from, id);
      yield;
      if (folded !== undefined) signalsIn(folded);
      yield;
    }
    // Who sees other terms by now has another picture.
    if (askedBy(asked.viewer, asked.day).key === asked.key) keep(asked.key, from);
  }

  function isAtHand({ key }: Asked): boolean {
    const rows = held.get(key)?.rows;
    if (rows === undefined || pictureRows.changedSince(rows) > mostAtOnce) return false;
    // What is said on claims that the viewer does not have is never folded.
    return [...rows.claims.keys()].filter((id) => rows.touched.has(id)).length <= mostAtOnce;
  }

  return {
    /** Does what `whole` and `signals` would, in steps. What others write meanwhile is followed by whoever asks. */
    steps: (viewer: Viewer, day: string): Generator<void, void> => making(askedBy(viewer, day)),
    /**
     * Resolves when `whole` and `signals` have little to do. What takes seconds the first time, or after much was written,
     * is done here while others have their turn.
     */
    async prepare(viewer: Viewer, day: string): Promise<void> {
      for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
        const asked = askedBy(viewer, day);
        if (isAtHand(asked)) return;
        const before = forgotten;
        const isOver = (): boolean => forgotten !== before || !database.connection.isOpen;
        const running =
          preparing.get(asked.key) ?? inSlices(making(asked), isOver).finally(() => preparing.delete(asked.key));
        preparing.set(asked.key, running);
        await running;
        if (!database.connection.isOpen) return;
      }
    },
    /** Claims and positions, whenever they are from; `day` says with which picture they are held. */
    rows(viewer: Viewer, day: string): HeldRows {
      const { rows: from } = current(askedBy(viewer, day));
      const isShown = ({ row }: { readonly row: Row }): boolean => reader.isShown(viewer, row);
      const claims = [...from.claims.keys()].sort().flatMap((id) => from.claims.get(id)?.find(isShown) ?? []);
      const all = [...from.claims.values(), ...from.positions.values()].flat();
      return {
        claims,
        positions: claims.flatMap(({ value }) => from.positions.get(value.id)?.filter(isShown) ?? []),
        contested: all.some(({ row }) => (row.flags & flag.contested) !== 0),
      };
    },
    whole(viewer: Viewer, day: string): Seen {
      const asked = askedBy(viewer, day);
      const from = current(asked);
      const folded = [...from.rows.claims.keys()].sort().flatMap((id) => fold(asked, from, id) ?? []);
      const before = from.whole;
      const isSame = before?.folded.length === folded.length && folded.every((each, at) => before.folded[at] === each);
      if (before !== undefined && isSame) return before.seen;
      from.whole = { folded, seen: together(folded, asked.identities, day) };
      return from.whole.seen;
    },
    /** All signals of a picture, newest first. Of no signal a part lies on another claim: so each claim is asked once. */
    signals(picture: Picture): readonly ClaimSignal[] {
      const known = sorted.get(picture);
      if (known !== undefined) return known;
      const found = signalsOf.get(picture)?.flatMap(signalsIn);
      const all = found === undefined ? findSignals(picture) : newestSignalsFirst(found);
      sorted.set(picture, all);
      return all;
    },
  };
}
export type HeldPictures = ReturnType<typeof createHeldPictures>;

/** What is folded of rows that a viewer has. */
export function seenOf(
  claims: readonly Shown<Claim>[],
  held: readonly Shown<Position>[],
  said: readonly Shown<Statement>[],
  members: readonly string[],
  day: string,
): Seen {
  return {
    picture: pictureOf(
      {
        claims: claims.map(({ value }) => value),
        positions: held.map(({ value }) => value),
        statements: said.map(({ value }) => value),
        members,
      },
      day,
    ),
    claims,
    added: new Map([...claims, ...held, ...said].map(({ value, added }) => [value.id, added])),
  };
}

/** Identities of the members that had not left by the end of a day. */
export function identitiesOf(members: MemberStore, day: string): string[] {
  return members.all().flatMap(({ identity, left }) => (left === undefined || left > day ? [identity] : []));
}

function newestSignalsFirst(signals: readonly ClaimSignal[]): readonly ClaimSignal[] {
  return signals.toSorted((a, b) => (a.day === b.day ? (a.key < b.key ? -1 : 1) : a.day > b.day ? -1 : 1));
}
