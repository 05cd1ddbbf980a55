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
import type { Projections } from '../projections/projections.ts';
import type { createOneSource, Sources } from '../reports/one-source.ts';
import { sightOf } from '../terms/nodes-only.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import { lastFew, positionQueries, type Row, readLimit, type Shown, toShown } from './position-reader.ts';
import { createRowChanges } from './row-changes.ts';
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
  edition: number;
  readonly claims: Map<string, readonly Read<Claim>[]>;
  readonly positions: Map<string, readonly Read<Position>[]>;
  readonly voices: Map<number, readonly Read<Statement>[]>;
  readonly voicesOn: Map<string, Set<number>>;
  readonly folded: Map<string, Folded>;
  whole: { readonly folded: readonly Folded[]; readonly seen: Seen } | undefined;
};
type Read<T> = Shown<T> & { readonly row: Row };
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
  const changes = createRowChanges(database);
  const termsKey = createTermsKeys(database, terms);
  const held = new Map<string, Held>();
  const signalsOf = new WeakMap<Picture, readonly Folded[]>();
  const sorted = new WeakMap<Picture, readonly ClaimSignal[]>();
  // Editions are given out again after a rollback, and what was read inside it never was.
  database.onRollback(() => held.clear());
  // What is kept is read anew: nobody may ask for it again, and what was purged would stay in memory.
  database.onPurge(() => held.clear());

  function rows<T>(sql: string, ...parameters: readonly (string | number)[]): readonly Read<T>[] {
    const found = database.prepare(sql).all(...parameters) as Row[];
    return found.map((row) => ({ ...toShown<T>(row), row }));
  }

  function putVoice(into: Held, voice: number, statements: readonly Read<Statement>[], touched: Set<string>): void {
    for (const { value } of into.voices.get(voice) ?? []) touched.add(value.claim ?? '');
    if (statements.length === 0) into.voices.delete(voice);
    else into.voices.set(voice, statements);
    for (const { value } of statements) {
      const claim = value.claim ?? '';
      touched.add(claim);
      const on = into.voicesOn.get(claim) ?? new Set();
      into.voicesOn.set(claim, on.add(voice));
    }
  }

  function readAll(sight: number, day: string, least: number, limit: number, edition: number): Held {
    const statements = rows<Statement>(positionQueries.voices, sight, day, least, limit);
    const made: Held = {
      edition,
      claims: Map.groupBy(rows<Claim>(positionQueries.claims, sight), ({ value }) => value.id),
      positions: Map.groupBy(rows<Position>(positionQueries.positions, sight), ({ value }) => value.claim),
      voices: new Map(),
      voicesOn: new Map(),
      folded: new Map(),
      whole: undefined,
    };
    const untouched = new Set<string>();
    for (const [voice, said] of Map.groupBy(statements, ({ row }) => row.voice ?? 0)) {
      putVoice(made, voice, said.sort(newestFirst).slice(0, limit), untouched);
    }
    return made;
  }

  /** Brings what was held up to the edition. False where reading all of it anew is no more work. */
  function follow(into: Held, sight: number, day: string, least: number, limit: number, edition: number): boolean {
    const changed = changes.since(into.edition);
    if (changed.voices.length + changed.claims.length > mostFollowed) return false;
    const touched = new Set(changed.claims);
    for (const id of changed.claims) {
      put(into.claims, id, rows<Claim>(positionQueries.claim, sight, id));
      put(into.positions, id, rows<Position>(positionQueries.positionsOn, sight, id));
    }
    for (const voice of changed.voices) {
      if (voice % 2 < least) continue;
      putVoice(into, voice, rows<Statement>(positionQueries.voice, sight, day, voice, limit), touched);
    }
    for (const id of touched) into.folded.delete(id);
    into.edition = edition;
    return true;
  }

  function fold(viewer: Viewer, from: Held, id: string, day: string, sources: Sources, identities: readonly string[]) {
    const known = from.folded.get(id);
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
    const isShown = <T extends { readonly id: string }>(each: Read<T>): boolean => shown?.has(each) ?? true;
    const [claim] = claims.filter(isShown);
    if (claim === undefined) return undefined;
    const said = statements.filter(isShown);
    const parts = {
      held: positions.filter(isShown),
      said: sources.any ? lastFew(sources.fold(said)) : said,
    };
    const folded: Folded = { seen: seenOf([claim], parts.held, parts.said, identities, day), contested };
    from.folded.set(id, folded);
    return folded;
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

  /** What is held for a viewer, brought up to what stands. */
  function current(viewer: Viewer, day: string, withOthers: boolean, sources: Sources, identities: readonly string[]) {
    for (const name of ['claims', 'positions', 'statements']) projections.mustBeReady(name);
    const [least, limit] = [withOthers ? 0 : 1, readLimit(sources)];
    const key = JSON.stringify([termsKey(viewer), day, least, sources.key, identities]);
    const { edition } = changes;
    let known = held.get(key);
    if (known === undefined || !follow(known, sightOf(viewer), day, least, limit, edition)) {
      known = readAll(sightOf(viewer), day, least, limit, edition);
    }
    held.delete(key);
    for (const old of [...held.keys()].slice(0, Math.max(0, held.size - mostHeld + 1))) held.delete(old);
    held.set(key, known);
    return known;
  }

  return {
    /** Claims and positions, whenever they are from; `day` says with which picture they are held. */
    rows(viewer: Viewer, day: string): HeldRows {
      const from = current(viewer, day, false, sourcesOf(viewer), identitiesOf(members, day));
      const isShown = ({ row }: { readonly row: Row }): boolean => reader.isShown(viewer, row);
      const claims = [...from.claims.keys()].sort().flatMap((id) => from.claims.get(id)?.find(isShown) ?? []);
      const all = [...from.claims.values(), ...from.positions.values()].flat();
      return {
        claims,
        positions: claims.flatMap(({ value }) => from.positions.get(value.id)?.filter(isShown) ?? []),
        contested: all.some(({ row }) => (row.flags & flag.contested) !== 0),
      };
    },
    whole(viewer: Viewer, day: string, withOthers: boolean): Seen {
      const sources = sourcesOf(viewer);
      const identities = identitiesOf(members, day);
      const from = current(viewer, day, withOthers, sources, identities);
      const folded = [...from.claims.keys()]
        .sort()
        .flatMap((id) => fold(viewer, from, id, day, sources, identities) ?? []);
      const before = from.whole;
      const isSame = before?.folded.length === folded.length && folded.every((each, at) => before.folded[at] === each);
      if (before !== undefined && isSame) return before.seen;
      from.whole = { folded, seen: together(folded, identities, day) };
      return from.whole.seen;
    },
    /** All signals of a picture, newest first. Of no signal a part lies on another claim: so each claim is asked once. */
    signals(picture: Picture): readonly ClaimSignal[] {
      const known = sorted.get(picture);
      if (known !== undefined) return known;
      const found = signalsOf.get(picture)?.flatMap((each) => {
        each.signals ??= findSignals(each.seen.picture);
        return each.signals;
      });
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

/** The order in which the query for one voice answers. */
function newestFirst(a: Read<Statement>, b: Read<Statement>): number {
  return a.value.said === b.value.said ? b.added - a.added : a.value.said < b.value.said ? 1 : -1;
}

function put<T>(into: Map<string, readonly T[]>, id: string, found: readonly T[]): void {
  if (found.length === 0) into.delete(id);
  else into.set(id, found);
}

function newestSignalsFirst(signals: readonly ClaimSignal[]): readonly ClaimSignal[] {
  return signals.toSorted((a, b) => (a.day === b.day ? (a.key < b.key ? -1 : 1) : a.day > b.day ? -1 : 1));
}
