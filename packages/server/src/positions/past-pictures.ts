import {
  type Cell,
  cellsOf,
  givesEvidence,
  type Line,
  lineOf,
  type Picture,
  type Position,
  pointOfStatement,
  type Statement,
} from '@entente/positions';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import { atOnce, inSlices } from '../projections/in-slices.ts';
import type { createOneSource, Sources } from '../reports/one-source.ts';
import { sightOf } from '../terms/nodes-only.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import { type Board, type HeldPictures, identitiesOf, type Seen } from './held-pictures.ts';
import { createKeptByEdition } from './kept-by-edition.ts';
import {
  createLastSaid,
  type Dated,
  type LastSaid,
  type LastSaidThen,
  lastSaidQueries,
  type Speech,
} from './last-said.ts';
import { officialPoints } from './official-points.ts';
import { lastFew, positionQueries, type Row, readLimit, type Shown, toShown } from './position-reader.ts';
import { createRowChanges } from './row-changes.ts';
import { createTermsKeys } from './terms-keys.ts';

/** Exported for the test of their plans. */
export const placementQuery = 'SELECT added, terms, flags, version, body FROM placement p WHERE added = ?1';
/** `?1`: a list of dates added. */
export const detailsQuery = 'SELECT r.content FROM json_each(?1) e CROSS JOIN statement_row r ON r.added = e.value';

const mostPictures = 8;
const mostSpoken = 3;

type Parts = {
  readonly database: Database;
  readonly reader: Pick<ObjectReader, 'isShown'>;
  readonly members: MemberStore;
  readonly terms: Pick<TermsStore, 'generation' | 'visible'>;
  readonly held: Pick<HeldPictures, 'rows'>;
  readonly sourcesOf: ReturnType<typeof createOneSource>;
};

/** What was known by a time, a timestamp: whether what was added at a date (microseconds) was. */
export type Known = { readonly by: string; readonly had: (added: number) => boolean };
type Wanted = { readonly forSignals: boolean; readonly known?: Known };
/** `statement` where it was read whole. */
type Told = Dated & { readonly statement?: Statement; readonly evidence?: boolean };
type Made = { readonly seen: Seen; readonly contested: boolean };

/**
 * Pictures as of other days than today, made of the narrow rows of statements: of each voice what holds then, and what it
 * said before. They show what `HeldPictures` makes of the statements themselves. Each is kept until a row changes, and
 * the next goes on from what was read for the one before. Words, names and offices are read for what is told of them
 * (`Seen.details`), and among the statements of a picture are those alone that give evidence.
 */
export function createPastPictures({ database, reader, members, terms, held, sourcesOf }: Parts) {
  const lastSaid = createLastSaid(database);
  const placementOf = database.prepare(placementQuery);
  const statementsOf = database.prepare(positionQueries.voice);
  const evidenceOf = database.prepare(lastSaidQueries.evidence);
  const detailsOf = database.prepare(detailsQuery);
  const changes = createRowChanges(database);
  const termsKey = createTermsKeys(database, terms);
  const pictures = createKeptByEdition<Seen>(database, mostPictures);
  const spoken = createKeptByEdition<LastSaidThen>(database, mostSpoken);

  function isShown(viewer: Viewer, { contested, added }: LastSaid): boolean {
    return !contested || reader.isShown(viewer, placementOf.get(added) as Row);
  }

  /** The last of a voice, of the statements themselves. */
  function lastOf(viewer: Viewer, day: string, voice: number, sources: Sources): readonly Shown<Statement>[] {
    const rows = statementsOf.all(sightOf(viewer), day, voice, readLimit(sources)) as Row[];
    const shown = rows.filter((row) => reader.isShown(viewer, row)).map((row) => toShown<Statement>(row));
    return sources.any ? lastFew(sources.fold(shown)) : shown;
  }

  /** The same where a narrow row cannot tell them apart. */
  function readWhole(viewer: Viewer, day: string, { voice }: Speech, sources: Sources): readonly Told[] {
    return lastOf(viewer, day, voice.number, sources).flatMap(({ value, added }) => {
      const point = pointOfStatement(value);
      const { claim, principal, holder } = point ?? {};
      const isSame = claim === voice.claim && principal === voice.principal && holder === voice.speaker;
      return point !== undefined && isSame ? [{ point, added, statement: value }] : [];
    });
  }

  function statementsAt(added: readonly number[]): readonly Statement[] {
    if (added.length === 0) return [];
    return detailsOf.all(JSON.stringify(added)).map(({ content }) => JSON.parse(String(content)) as Statement);
  }

  /** What somebody said without taking a stance, and gives evidence by it. */
  function withoutStance(viewer: Viewer, day: string, sources: Sources): readonly Shown<Statement>[] {
    const voices = evidenceOf.all(sightOf(viewer), day, readLimit(sources)).map(({ voice }) => Number(voice));
    return [...new Set(voices)]
      .flatMap((voice) => lastOf(viewer, day, voice, sources))
      .filter(({ value }) => givesEvidence(value));
  }

  function make(viewer: Viewer, day: string, today: string, spoke: LastSaidThen, wanted: Wanted): Made {
    const { known: then, forSignals } = wanted;
    const isKnown = ({ added }: { readonly added: number }): boolean => then?.had(added) ?? true;
    const sources = sourcesOf(viewer);
    const rows = held.rows(viewer, today);
    const claims = rows.claims.filter(isKnown);
    const known = new Set(claims.map(({ value }) => value.id));
    const took = rows.positions.filter(
      (each) => each.value.since <= day && known.has(each.value.claim) && isKnown(each),
    );
    const official = officialPoints(took.map(({ value }) => value));
    const dated: (readonly Dated[])[] = [];
    const lines: Line[] = [];
    const evident: number[] = [];
    const statements: Statement[] = [];
    let { contested } = rows;
    for (const speech of spoke.values()) {
      const { voice, last } = speech;
      if (!known.has(voice.claim)) continue;
      contested ||= speech.contested;
      const isSimple = !speech.contested && !official.touches(voice) && !mayBeFolded(speech, sources, forSignals);
      const all: readonly Told[] =
        !isSimple && sources.any
          ? readWhole(viewer, day, speech, sources)
          : isSimple
            ? last
            : last.filter((each) => isShown(viewer, each));
      const own = then === undefined ? all : all.filter(isKnown);
      dated.push(own);
      if (forSignals) {
        for (const { statement, evidence, added } of own) {
          if (evidence === true) evident.push(added);
          if (statement !== undefined && givesEvidence(statement)) statements.push(statement);
        }
      }
      // Mostly nothing but the speech itself makes its line: that of the day before.
      const line = isSimple && own.length === last.length ? speech.line : lineOf(official.with(voice, own));
      if (line !== undefined) lines.push(line);
    }
    lines.push(...official.alone());
    const others = forSignals
      ? withoutStance(viewer, day, sources).filter((each) => known.has(each.value.claim ?? '') && isKnown(each))
      : [];
    statements.push(...statementsAt(evident), ...others.map(({ value }) => value));
    const picture: Picture = {
      day,
      claims: claims.map(({ value }) => value),
      lines,
      cells: [...cellsOf(lines, day)].sort(byClaimAndPrincipal),
      statements,
      members: identitiesOf(members, day),
    };
    return { contested, seen: seenOf(picture, claims, took, dated, others, then) };
  }

  function seenOf(
    picture: Picture,
    claims: Board['claims'],
    positions: readonly Shown<Position>[],
    said: readonly (readonly Dated[])[],
    others: readonly Shown<Statement>[],
    known: Known | undefined,
  ): Seen {
    let dates: Map<string, number> | undefined;
    return {
      picture,
      claims,
      ...(known === undefined ? {} : { known: known.by }),
      // Nobody asks who never said that he looked.
      get added() {
        dates ??= new Map([
          ...[...claims, ...positions, ...others].map(({ value, added }): [string, number] => [value.id, added]),
          ...said.flatMap((each) => each.map(({ point, added }): [string, number] => [point.id, added])),
        ]);
        return dates;
      },
      details(ids) {
        const found: number[] = [];
        for (const each of said) for (const { point, added } of each) if (ids.has(point.id)) found.push(added);
        return [...statementsAt(found), ...picture.statements.filter(({ id }) => ids.has(id))];
      },
    };
  }

  /** What everybody said last, read in steps; nothing where others wrote meanwhile. */
  function* reading(viewer: Viewer, day: string): Generator<void, void> {
    const [{ edition }, seen] = [changes, termsKey(viewer)];
    const then = yield* lastSaid(viewer, day, undefined);
    if (edition === changes.edition && seen === termsKey(viewer)) spoken.set(seen, edition, then);
  }

  /** Resolves when what everybody said last on some day is at hand, from which others go on; it is read in slices. */
  async function prepare(viewer: Viewer, day: string): Promise<void> {
    const { edition } = changes;
    if (spoken.get(termsKey(viewer), edition) !== undefined) return;
    await inSlices(reading(viewer, day), () => !database.connection.isOpen || changes.edition !== edition);
  }

  function of(viewer: Viewer, day: string, today: string, wanted: Wanted): Seen {
    const { edition } = changes;
    const seen = termsKey(viewer);
    const key = JSON.stringify([seen, day, today, wanted.forSignals, sourcesOf(viewer).key]);
    const known = wanted.known === undefined ? pictures.get(key, edition) : undefined;
    if (known !== undefined) return known;
    const then = atOnce(lastSaid(viewer, day, spoken.get(seen, edition)));
    spoken.set(seen, edition, then);
    const made = make(viewer, day, today, then, wanted);
    // Which of several owners' objects is shown may change by what is no row here.
    if (!made.contested && wanted.known === undefined) pictures.set(key, edition, made.seen);
    return made.seen;
  }

  return { of, prepare };
}
export type PastPictures = ReturnType<typeof createPastPictures>;

/**
 * Whether copies may stand in place of these. On a board they may where both are of one day: what was said before counts
 * by its stance alone, which copies share. Signals tell of both.
 */
function mayBeFolded({ last: [first, second] }: Speech, sources: Sources, forSignals: boolean): boolean {
  if (!sources.any || first === undefined) return false;
  if (!forSignals && first.point.since !== second?.point.since) return false;
  return [first, second].some((each) => each?.report !== undefined && sources.isCopied(each.report));
}

/** In the order that pictures have. */
function byClaimAndPrincipal(a: Cell, b: Cell): number {
  if (a.claim !== b.claim) return a.claim < b.claim ? -1 : 1;
  return a.principal < b.principal ? -1 : 1;
}
