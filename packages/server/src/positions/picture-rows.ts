import type { Claim, Position, Statement } from '@entente/positions';
import type { Database } from '../database/open-database.ts';
import { lastSaidQueries } from './last-said.ts';
import { positionQueries, type Row, type Shown, toShown, type VoiceKey } from './position-reader.ts';
import { createRowChanges } from './row-changes.ts';

/** A row, and what it says. */
export type Read<T> = Shown<T> & { readonly row: Row };

/** The rows of all claims until a day in one sight: of each voice the last, those of every owner among them. */
export type PictureRows = {
  /** What changed since then is to be followed. */
  edition: number;
  readonly claims: Map<string, readonly Read<Claim>[]>;
  readonly positions: Map<string, readonly Read<Position>[]>;
  readonly voices: Map<number, readonly Read<Statement>[]>;
  readonly voicesOn: Map<string, Set<number>>;
  /** Claims of which a row was put or removed; who folds one anew takes it out. */
  readonly touched: Set<string>;
};

/** In whose sight (`sightOf`), until which day, and how many statements of each voice. */
export type RowsAsked = { readonly sight: number; readonly day: string; readonly limit: number };

/** So many statements are read in one step. */
const readAtOnce = 100;
const followedAtOnce = 20;

/**
 * Reads and follows what pictures are made of, in steps of some milliseconds, between which others may write: what they
 * write is to be followed afterwards.
 */
export function createPictureRows(database: Database) {
  const changes = createRowChanges(database);

  function rows<T>(sql: string, ...parameters: readonly (string | number)[]): readonly Read<T>[] {
    const found = database.prepare(sql).all(...parameters) as Row[];
    return found.map((row) => ({ ...toShown<T>(row), row }));
  }

  /** Puts what a voice said in place of what it had. */
  function putVoice({ voices, voicesOn, touched }: PictureRows, voice: number, said: readonly Read<Statement>[]): void {
    for (const { value } of voices.get(voice) ?? []) touched.add(value.claim ?? '');
    if (said.length === 0) voices.delete(voice);
    else voices.set(voice, said);
    for (const { value } of said) {
      const claim = value.claim ?? '';
      touched.add(claim);
      voicesOn.set(claim, (voicesOn.get(claim) ?? new Set<number>()).add(voice));
    }
  }

  return {
    /** How many claims and voices changed since these rows were read. */
    changedSince({ edition }: PictureRows): number {
      const { claims, voices } = changes.since(edition);
      return claims.length + voices.length;
    },
    *read({ sight, day, limit }: RowsAsked): Generator<void, PictureRows> {
      const { edition } = changes;
      const keys = database.prepare(lastSaidQueries.keys).all(sight, 0);
      const asked = keys.map(({ terms, voice, mark }) => [terms, voice, mark]) as unknown as VoiceKey[];
      const made: PictureRows = {
        edition,
        claims: Map.groupBy(rows<Claim>(positionQueries.claims, sight), ({ value }) => value.id),
        positions: Map.groupBy(rows<Position>(positionQueries.positions, sight), ({ value }) => value.claim),
        voices: new Map(),
        voicesOn: new Map(),
        touched: new Set(),
      };
      yield;
      const step = Math.ceil(readAtOnce / limit);
      for (let from = 0; from < asked.length; from += step) {
        const few = JSON.stringify(asked.slice(from, from + step));
        const found = rows<Statement>(positionQueries.voices, sight, day, few, limit);
        for (const [voice, said] of Map.groupBy(found, ({ row }) => row.voice ?? 0)) {
          // Under each of its terms a voice is read by itself.
          const all = [...(made.voices.get(voice) ?? []), ...said];
          putVoice(made, voice, all.sort(newestFirst).slice(0, limit));
        }
        yield;
      }
      return made;
    },
    /** Brings rows up to what stands. */
    *follow(into: PictureRows, { sight, day, limit }: RowsAsked): Generator<void, void> {
      const { edition } = changes;
      const { claims, voices } = changes.since(into.edition);
      for (const id of claims) {
        put(into.claims, id, rows<Claim>(positionQueries.claim, sight, id));
        put(into.positions, id, rows<Position>(positionQueries.positionsOn, sight, id));
        into.touched.add(id);
        yield;
      }
      for (const [place, voice] of voices.entries()) {
        putVoice(into, voice, rows<Statement>(positionQueries.voice, sight, day, voice, limit));
        if (place % followedAtOnce === 0) yield;
      }
      // Others may have gone further meanwhile.
      into.edition = Math.max(into.edition, edition);
    },
  };
}

/** The order in which the query for one voice answers. */
function newestFirst(a: Read<Statement>, b: Read<Statement>): number {
  return a.value.said === b.value.said ? b.added - a.added : a.value.said < b.value.said ? 1 : -1;
}

function put<T>(into: Map<string, readonly T[]>, id: string, found: readonly T[]): void {
  if (found.length === 0) into.delete(id);
  else into.set(id, found);
}
