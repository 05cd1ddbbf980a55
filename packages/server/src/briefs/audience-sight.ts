import type { Claim, Position, Statement } from '@entente/positions';
import type { StixObject } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';
import { readLedger } from '../commitments/ledger-reader.ts';
import type { Database } from '../database/open-database.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { Shown } from '../positions/position-reader.ts';
import type { Projections } from '../projections/projections.ts';
import { visibleTo } from '../projections/visible-to.ts';
import type { Opened, Sight } from './sight.ts';

/** Exported for the test of its plans. `?1`: a principal of the audience, `?2`: the owner. */
export const audienceQueries = {
  rows: (table: 'claim_row' | 'position_row' | 'statement_row') =>
    `SELECT r.added, r.content, p.terms FROM ${table} r ${visibleTo('?1')}
     JOIN version v ON v.version = p.version AND v.owner = ?2 ORDER BY r.added`,
  object: `SELECT p.terms, p.version, b.bytes FROM version v JOIN placement p ON p.version = v.version
     JOIN visible s ON s.principal = ?1 AND s.terms = p.terms JOIN body b ON b.body = p.body
     WHERE v.id = ?3 AND v.owner = ?2 ORDER BY v.modified DESC, p.added DESC LIMIT 1`,
};

type Parts = {
  readonly database: Database;
  readonly projections: Projections;
  readonly reader: ObjectReader;
  readonly members: MemberStore;
};

/**
 * What the principals of an audience all have, in the same rendition, of what one member owns: what that member may know
 * of them. What others released to them is not its to know, so nothing here is read by way of what they are shown.
 */
export function audienceSight(
  { database, projections, reader, members }: Parts,
  asker: Viewer,
  principals: readonly [number, ...number[]],
): Sight {
  const [first, ...rest] = principals;
  const owner = asker.member;
  const sees = database.prepare('SELECT 1 FROM visible WHERE principal = ? AND terms = ?');
  const ownerOf = database.prepare('SELECT owner FROM version WHERE version = ?');
  const areAll = (terms: number): boolean => rest.every((each) => sees.get(each, terms) !== undefined);

  function rows<T extends { readonly id: string }>(
    of: string,
    table: 'claim_row' | 'position_row' | 'statement_row',
  ): readonly Shown<T>[] {
    projections.mustBeReady(of);
    const found = new Map<string, Shown<T>>();
    for (const row of database.prepare(audienceQueries.rows(table)).all(first, owner)) {
      if (!areAll(Number(row.terms))) continue;
      const value = JSON.parse(String(row.content)) as T;
      found.set(value.id, { value, added: Number(row.added), terms: Number(row.terms) });
    }
    return [...found.values()];
  }

  function own(id: string): Opened | undefined {
    const row = database.prepare(audienceQueries.object).get(first, owner, id);
    if (row === undefined || !areAll(Number(row.terms))) return undefined;
    return { object: parse(row.bytes as Uint8Array), terms: Number(row.terms), version: Number(row.version) };
  }

  /**
   * A claim of somebody else that an own object names before them. That they know of it follows from the reference, which
   * would be withheld otherwise; its words are told only where they are the asker's own words for it too.
   */
  function others(id: string): Shown<Claim> | undefined {
    const mine = reader.current(asker, id);
    if (mine === undefined) return undefined;
    const [ours, ...theirs] = [asker, ...principals.map((principal) => ({ ...asker, principal }))].map((viewer) => {
      const current = reader.current(viewer, id);
      const [bytes] = current === undefined ? [] : reader.bodies([current]);
      return bytes === undefined ? undefined : parse(bytes).name;
    });
    if (typeof ours !== 'string' || theirs.some((name) => name !== ours)) return undefined;
    const value: Claim = { id, name: ours, aliases: [], places: [], askedOf: [] };
    return { value, added: mine.added, terms: mine.terms };
  }

  const statements = (): readonly Shown<Statement>[] => rows<Statement>('statements', 'statement_row');
  const positions = (): readonly Shown<Position>[] => rows<Position>('positions', 'position_row');

  return {
    claims() {
      const mine = rows<Claim>('claims', 'claim_row');
      const known = new Set(mine.map(({ value }) => value.id));
      const named = [...positions(), ...statements()].flatMap(({ value }) => value.claim ?? []);
      return [...mine, ...[...new Set(named)].filter((id) => !known.has(id)).flatMap((id) => others(id) ?? [])];
    },
    positions: (claims) => positions().filter(({ value }) => claims?.has(value.claim) ?? true),
    statements: ({ claim, principal, from }, day) =>
      statements()
        .filter(({ value: { said, claim: on, speaker, spokenFor = speaker } }) => {
          const isMeant = (claim ?? on) === on && (principal ?? spokenFor) === spokenFor;
          return isMeant && said <= day && (claim !== undefined || principal !== undefined || said >= (from ?? day));
        })
        .sort((a, b) => (a.value.said < b.value.said ? 1 : -1)),
    voices: statements,
    ledger() {
      const isOwn: ObjectReader['isShown'] = (_, row) => ownerOf.get(row.version)?.owner === owner && areAll(row.terms);
      projections.mustBeReady('ledger');
      // As the people there read: whether the asker is a program changes nothing about what they have.
      return readLedger(database, { ...asker, principal: first, credential: 'local' }, isOwn);
    },
    wasKnown: ({ added }, until) => added <= until,
    object: own,
    // What others call somebody is theirs: a member has its name, everybody else the one that the text gives him.
    name: (identity, called) => members.find(identity)?.name ?? called ?? 'Somebody unnamed',
  };
}

function parse(bytes: Uint8Array): StixObject {
  return JSON.parse(Buffer.from(bytes).toString()) as StixObject;
}
