import {
  type Cell,
  cellsOf,
  type Line,
  lineOf,
  type Point,
  type Position,
  pointOfPosition,
  pointOfStatement,
  type Statement,
  toldBy,
} from '@entente/positions';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { createOneSource, Sources } from '../reports/one-source.ts';
import { sightOf } from '../terms/nodes-only.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import type { Board, HeldPictures } from './held-pictures.ts';
import { createKeptByEdition } from './kept-by-edition.ts';
import { createLastSaid, type Dated, type LastSaid, type LastSaidThen, type Speech } from './last-said.ts';
import { lastFew, positionQueries, type Row, readLimit, type Shown, toShown } from './position-reader.ts';
import { createRowChanges } from './row-changes.ts';
import { createTermsKeys } from './terms-keys.ts';

/** Exported for the test of its plan. */
export const placementQuery = 'SELECT added, terms, flags, version, body FROM placement p WHERE added = ?1';

const mostBoards = 8;
const mostSpoken = 3;

type Parts = {
  readonly database: Database;
  readonly reader: Pick<ObjectReader, 'isShown'>;
  readonly terms: Pick<TermsStore, 'generation' | 'visible'>;
  readonly held: Pick<HeldPictures, 'rows'>;
  readonly sourcesOf: ReturnType<typeof createOneSource>;
};

/**
 * Boards as of other days than today, made of the narrow rows of statements: of each voice what holds then, and what it
 * said before. They show what `HeldPictures` makes of the statements themselves. Each is kept until a row changes, and
 * the next goes on from what was read for the one before.
 */
export function createPastBoards({ database, reader, terms, held, sourcesOf }: Parts) {
  const lastSaid = createLastSaid(database);
  const placementOf = database.prepare(placementQuery);
  const statementsOf = database.prepare(positionQueries.voice);
  const changes = createRowChanges(database);
  const termsKey = createTermsKeys(database, terms);
  const boards = createKeptByEdition<Board>(database, mostBoards);
  const spoken = createKeptByEdition<LastSaidThen>(database, mostSpoken);

  function isShown(viewer: Viewer, { contested, added }: LastSaid): boolean {
    return !contested || reader.isShown(viewer, placementOf.get(added) as Row);
  }

  /** The last of a voice, read of the statements themselves: more of them than a narrow row can tell apart. */
  function readWhole(viewer: Viewer, day: string, { voice }: Speech, sources: Sources): readonly Dated[] {
    const rows = statementsOf.all(sightOf(viewer), day, voice.number, readLimit(sources)) as Row[];
    const shown = rows.filter((row) => reader.isShown(viewer, row)).map((row) => toShown<Statement>(row));
    return lastFew(sources.fold(shown)).flatMap(({ value, added }) => {
      const point = pointOfStatement(value);
      const { claim, principal, holder } = point ?? {};
      const isSame = claim === voice.claim && principal === voice.principal && holder === voice.speaker;
      return point !== undefined && isSame ? [{ point, added }] : [];
    });
  }

  function make(viewer: Viewer, day: string, today: string, then: LastSaidThen): Made {
    const sources = sourcesOf(viewer);
    const { claims, positions, ...rows } = held.rows(viewer, today);
    const known = new Set(claims.map(({ value }) => value.id));
    const took = positions.filter(({ value }) => value.since <= day);
    const official = officialOf(took.map(({ value }) => value));
    const dated: (readonly Dated[])[] = [];
    const lines: Line[] = [];
    let { contested } = rows;
    for (const speech of then.values()) {
      const { voice, last } = speech;
      if (!known.has(voice.claim)) continue;
      contested ||= speech.contested;
      if (!speech.contested && !official.touches(speech) && !mayBeFolded(speech, sources)) {
        // Nothing but the speech itself makes its line: mostly that of the day before.
        dated.push(last);
        if (speech.line !== undefined) lines.push(speech.line);
        continue;
      }
      const isWhole = sources.any && (speech.contested || official.touches(speech) || mayBeFolded(speech, sources));
      const own = isWhole ? readWhole(viewer, day, speech, sources) : last.filter((each) => isShown(viewer, each));
      dated.push(own);
      const line = lineOf(official.with(speech, own));
      if (line !== undefined) lines.push(line);
    }
    lines.push(...official.alone());
    const cells = [...cellsOf(lines, day)].sort(byClaimAndPrincipal);
    const picture = { day, claims: claims.map(({ value }) => value), cells };
    return { contested, board: boardOf(picture, claims, took, dated) };
  }

  return (viewer: Viewer, day: string, today: string): Board => {
    const { edition } = changes;
    const seen = termsKey(viewer);
    const key = JSON.stringify([seen, day, today, sourcesOf(viewer).key]);
    const known = boards.get(key, edition);
    if (known !== undefined) return known;
    const then = lastSaid(viewer, day, spoken.get(seen, edition));
    spoken.set(seen, edition, then);
    const { board, contested } = make(viewer, day, today, then);
    // Which of several owners' objects is shown may change by what is no row here.
    if (!contested) boards.set(key, edition, board);
    return board;
  };
}
export type PastBoards = ReturnType<typeof createPastBoards>;
type Made = { readonly board: Board; readonly contested: boolean };

/** Positions beside what is said: some are held by who speaks too, some tell what was said. */
function officialOf(positions: readonly Position[]) {
  const isTold = toldBy(positions);
  const holders = new Set(positions.map(({ holder }) => holder));
  const points = Map.groupBy(
    positions.map((each) => pointOfPosition(each)),
    ({ claim, principal, holder }) => lineKey(claim, principal, holder),
  );
  return {
    /** Positions tell what their own holder said, and nobody else's. */
    touches: ({ voice }: Speech): boolean => holders.has(voice.speaker),
    /** All points of one holder. */
    with({ voice: { claim, principal, speaker } }: Speech, said: readonly Dated[]): readonly Point[] {
      const key = lineKey(claim, principal, speaker);
      const own = points.get(key) ?? [];
      points.delete(key);
      return [...said.map(({ point }) => point).filter((point) => !isTold(point)), ...own];
    },
    /** Lines of who did not speak. */
    alone: (): readonly Line[] => [...points.values()].flatMap((own) => lineOf(own) ?? []),
  };
}

function boardOf(
  picture: Board['picture'],
  claims: Board['claims'],
  positions: readonly Shown<Position>[],
  said: readonly (readonly Dated[])[],
): Board {
  let dates: Map<string, number> | undefined;
  return {
    picture,
    claims,
    // Nobody asks who never said that he looked.
    get added() {
      dates ??= new Map([
        ...[...claims, ...positions].map(({ value, added }): [string, number] => [value.id, added]),
        ...said.flatMap((each) => each.map(({ point, added }): [string, number] => [point.id, added])),
      ]);
      return dates;
    },
  };
}

/**
 * Whether copies may stand in place of these: where both are of one day. What was said before counts by its stance alone,
 * which copies share.
 */
function mayBeFolded({ last: [first, second] }: Speech, sources: Sources): boolean {
  if (!sources.any || first === undefined || first.point.since !== second?.point.since) return false;
  return [first, second].some(({ report }) => report !== undefined && sources.isCopied(report));
}

function lineKey(claim: string, principal: string, holder: string): string {
  return `${claim} ${principal} ${holder}`;
}

/** In the order that pictures have. */
function byClaimAndPrincipal(a: Cell, b: Cell): number {
  if (a.claim !== b.claim) return a.claim < b.claim ? -1 : 1;
  return a.principal < b.principal ? -1 : 1;
}
