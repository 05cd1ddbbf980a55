import type { Claim, Position, Statement } from '@entente/positions';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { Projections } from '../projections/projections.ts';
import { visibleByTerms, visibleTo } from '../projections/visible-to.ts';
import { createOneSource, type Sources } from '../reports/one-source.ts';
import { sightOf, withinSight } from '../terms/nodes-only.ts';

/** What a viewer sees of an object, and under which placement he does. */
export type Shown<T> = { readonly value: T; readonly added: number; readonly terms: number };

/** Claims, positions and statements as a viewer has them: each object once, in the rendition that is his. */
export type PositionReader = {
  claims(viewer: Viewer): readonly Shown<Claim>[];
  /** Undefined where it is hidden, or not there. */
  claim(viewer: Viewer, id: string): Shown<Claim> | undefined;
  /** On all claims, or on one. */
  positions(viewer: Viewer, claim?: string): readonly Shown<Position>[];
  /** On one claim until a day, newest first. */
  statementsOn(viewer: Viewer, claim: string, day: string, limit: number): readonly Shown<Statement>[];
  /** For one principal until a day, newest first. */
  statementsFor(viewer: Viewer, principal: string, day: string, limit: number): readonly Shown<Statement>[];
};

/** How many statements of a voice make its line where all claims are looked at. */
export const lastOfVoice = 2;

/** So many copies of a statement are seen through to what its voice said before. */
const mostCopies = 10;

/** Terms, voice and mark: under what somebody said something on a claim (see `statement-projection`). */
export type VoiceKey = readonly [terms: number, voice: number, mark: number];

/** The rows `v` of voices by a list of their keys, with `s` for the sight of who reads. */
export function voicesAsked(keys: string): string {
  return `json_each(${keys}) e CROSS JOIN voice_terms v
    ON v.terms = e.value ->> 0 AND v.voice = e.value ->> 1 AND v.mark = e.value ->> 2
    CROSS JOIN visible s ON s.terms = v.terms`;
}

/** Exported for the test of its plans. `?1` is the viewer's sight. */
export const positionQueries = {
  claims: `SELECT r.added, r.content, p.terms, p.flags, p.version, p.body FROM claim_row r ${visibleTo('?1')}`,
  claim: `SELECT r.added, r.content, p.terms, p.flags, p.version, p.body
    FROM claim_row r INDEXED BY claim_row_by_claim ${visibleTo('?1')} WHERE r.claim = ?2`,
  positions: `SELECT r.added, r.content, p.terms, p.flags, p.version, p.body FROM position_row r ${visibleTo('?1')}`,
  positionsOn: `SELECT r.added, r.content, p.terms, p.flags, p.version, p.body
    FROM position_row r INDEXED BY position_row_by_claim ${visibleTo('?1')} WHERE r.claim = ?2`,
  // Of each voice under each of its terms.
  voices: `SELECT r.added, r.voice, r.content, p.terms, p.flags, p.version, p.body FROM ${voicesAsked('?3')}
    CROSS JOIN statement_row r ON r.added IN (
      SELECT n.added FROM voice_said n
      WHERE n.terms = v.terms AND n.voice = v.voice AND n.mark = v.mark AND n.said <= ?2 ORDER BY n.said DESC, n.added DESC LIMIT ?4)
    CROSS JOIN placement p ON p.added = r.added WHERE ${withinSight('?1')}`,
  voice: `SELECT r.added, r.voice, r.content, p.terms, p.flags, p.version, p.body
    FROM statement_row r INDEXED BY statement_row_by_voice ${visibleTo('?1')}
    WHERE r.voice = ?3 AND r.said <= ?2 ORDER BY r.said DESC, r.added DESC LIMIT ?4`,
  statementsOn: `SELECT r.added, r.content, p.terms, p.flags, p.version, p.body
    FROM statement_row r INDEXED BY statement_row_by_claim ${visibleByTerms('?1')}
    WHERE r.claim = ?2 AND r.said <= ?3 ORDER BY r.said DESC, r.added DESC LIMIT ?4`,
  statementsFor: `SELECT r.added, r.content, p.terms, p.flags, p.version, p.body
    FROM statement_row r INDEXED BY statement_row_by_principal ${visibleByTerms('?1')}
    WHERE r.principal = ?2 AND r.said <= ?3 ORDER BY r.said DESC, r.added DESC LIMIT ?4`,
};

/** A row as the queries answer it. */
export type Row = {
  readonly added: number;
  readonly voice?: number;
  readonly content: string;
  readonly terms: number;
  readonly flags: number;
  readonly version: number;
  readonly body: number;
};

export function toShown<T>({ added, terms, content }: Row): Shown<T> {
  return { value: JSON.parse(content) as T, added, terms };
}

/** How many statements of each voice are read. */
export function readLimit({ any }: Pick<Sources, 'any'>): number {
  return lastOfVoice * (any ? mostCopies : 1);
}

export function createPositionReader(
  database: Database,
  reader: Pick<ObjectReader, 'isShown'>,
  projections: Pick<Projections, 'mustBeReady'>,
): PositionReader {
  const sourcesOf = createOneSource(database, projections);

  function read<T>(viewer: Viewer, of: string, sql: string, ...parameters: (string | number)[]): readonly Shown<T>[] {
    projections.mustBeReady(of);
    const rows = database.prepare(sql).all(sightOf(viewer), ...parameters) as Row[];
    return rows.filter((row) => reader.isShown(viewer, row)).map((row) => toShown<T>(row));
  }

  return {
    claims: (viewer) => read(viewer, 'claims', positionQueries.claims),
    claim: (viewer, id) => read<Claim>(viewer, 'claims', positionQueries.claim, id)[0],
    positions: (viewer, claim) =>
      claim === undefined
        ? read(viewer, 'positions', positionQueries.positions)
        : read(viewer, 'positions', positionQueries.positionsOn, claim),
    statementsOn: (viewer, claim, day, limit) =>
      sourcesOf(viewer).fold(read<Statement>(viewer, 'statements', positionQueries.statementsOn, claim, day, limit)),
    statementsFor: (viewer, principal, day, limit) =>
      sourcesOf(viewer).fold(
        read<Statement>(viewer, 'statements', positionQueries.statementsFor, principal, day, limit),
      ),
  };
}

/** The last of each voice with a stance, and of each without, where more were read to see through copies. */
export function lastFew<T extends Shown<Statement>>(statements: readonly T[]): readonly T[] {
  const newestFirst = statements.toSorted((a, b) =>
    a.value.said === b.value.said ? b.added - a.added : a.value.said < b.value.said ? 1 : -1,
  );
  const byVoice = Map.groupBy(newestFirst, ({ value: { claim, speaker, spokenFor = speaker, stance } }) =>
    JSON.stringify([claim, spokenFor, speaker, stance !== undefined]),
  );
  return [...byVoice.values()].flatMap((said) => said.slice(0, lastOfVoice));
}
