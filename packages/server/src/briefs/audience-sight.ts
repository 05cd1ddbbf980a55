import { type Claim, type Position, pictureOf, type Statement } from '@entente/positions';
import type { StixObject } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';
import type { LedgerReader } from '../commitments/ledger-reader.ts';
import type { Database } from '../database/open-database.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import { lastFew, lastOfVoice, type PositionReader, type Shown } from '../positions/position-reader.ts';
import type { Projections } from '../projections/projections.ts';
import { visibleByTerms, visibleTo } from '../projections/visible-to.ts';
import { withinSight } from '../terms/nodes-only.ts';
import { mostStatements } from './own-sight.ts';
import type { Opened, Sight } from './sight.ts';

/** What the member `?2` owns and all of the principals in the list `?3` have, too. */
const ofOwner = `CROSS JOIN version o ON o.version = p.version AND o.owner = ?2 AND NOT EXISTS (
    SELECT 1 FROM json_each(?3) e WHERE NOT EXISTS (
      SELECT 1 FROM visible a WHERE a.principal = e.value AND a.terms = p.terms))`;
const columns = 'r.added, r.content, p.terms';
const said = (index: string, where: string): string => `SELECT ${columns}
  FROM statement_row r INDEXED BY ${index} ${visibleByTerms('?1')} ${ofOwner}
  WHERE ${where} ORDER BY r.said DESC, r.added DESC LIMIT ?6`;
const isNamed = (table: string): string => `SELECT 1 FROM ${table} r INDEXED BY ${table}_by_claim
  ${visibleTo('?1')} ${ofOwner} WHERE r.claim = ?4 LIMIT 1`;

/** Exported for the test of its plans. `?1`: a principal of the audience, `?2`: the owner, `?3`: the other principals. */
export const audienceQueries = {
  claims: `SELECT ${columns} FROM claim_row r ${visibleTo('?1')} ${ofOwner} ORDER BY r.added`,
  positions: `SELECT ${columns} FROM position_row r ${visibleTo('?1')} ${ofOwner} ORDER BY r.added`,
  /** On the claim `?4`, or for the principal `?4`, until `?5`; what was said from `?4` to `?5`; newest first. */
  statementsOn: said('statement_row_by_claim', 'r.claim = ?4 AND r.said <= ?5'),
  statementsFor: said('statement_row_by_principal', 'r.principal = ?4 AND r.said <= ?5'),
  statementsFrom: said('statement_row_by_said', 'r.said BETWEEN ?4 AND ?5'),
  /** Under each of the terms what each voice said last until `?4`. */
  voices: `SELECT ${columns} FROM visible s CROSS JOIN terms t ON t.terms = s.terms AND t.owner = ?2
    CROSS JOIN voice_terms v ON v.terms = s.terms
    CROSS JOIN statement_row r ON r.added IN (
      SELECT n.added FROM voice_said n WHERE n.terms = v.terms AND n.voice = v.voice AND n.mark = v.mark
        AND n.said <= ?4 ORDER BY n.said DESC, n.added DESC LIMIT ${lastOfVoice})
    CROSS JOIN placement p ON p.added = r.added ${ofOwner} WHERE ${withinSight('?1')}`,
  namedInPositions: isNamed('position_row'),
  namedInStatements: isNamed('statement_row'),
  object: `SELECT p.terms, p.version, b.bytes FROM version v JOIN placement p ON p.version = v.version
     JOIN visible s ON s.principal = ?1 AND s.terms = p.terms JOIN body b ON b.body = p.body
     WHERE v.id = ?3 AND v.owner = ?2 ORDER BY v.modified DESC, p.added DESC LIMIT 1`,
};

type Parts = {
  readonly database: Database;
  readonly projections: Projections;
  readonly reader: ObjectReader;
  readonly members: MemberStore;
  readonly positions: { readonly reader: Pick<PositionReader, 'claims'> };
  readonly ledger: { readonly reader: Pick<LedgerReader, 'among'> };
};

/**
 * What the principals of an audience all have, in the same rendition, of what one member owns: what that member may know
 * of them. What others released to them is not its to know, so nothing here is read by way of what they are shown.
 */
export function audienceSight(
  { database, projections, reader, members, positions, ledger }: Parts,
  asker: Viewer,
  principals: readonly [number, ...number[]],
): Sight {
  const [first, ...rest] = principals;
  const owner = asker.member;
  const others = JSON.stringify(rest);
  const sees = database.prepare('SELECT 1 FROM visible WHERE principal = ? AND terms = ?');
  const ownerOf = database.prepare('SELECT owner FROM terms WHERE terms = ?');
  const areAll = (terms: number): boolean => rest.every((each) => sees.get(each, terms) !== undefined);

  function rows<T extends { readonly id: string }>(
    of: string,
    sql: string,
    ...asked: readonly (string | number)[]
  ): readonly Shown<T>[] {
    projections.mustBeReady(of);
    const found = new Map<string, Shown<T>>();
    for (const row of database.prepare(sql).all(first, owner, others, ...asked)) {
      const value = JSON.parse(String(row.content)) as T;
      found.set(value.id, { value, added: Number(row.added), terms: Number(row.terms) });
    }
    return [...found.values()];
  }

  const isNamedBy = (sql: string, id: string): boolean =>
    database.prepare(sql).get(first, owner, others, id) !== undefined;

  function own(id: string): Opened | undefined {
    const row = database.prepare(audienceQueries.object).get(first, owner, id);
    if (row === undefined || !areAll(Number(row.terms))) return undefined;
    return { object: parse(row.bytes as Uint8Array), terms: Number(row.terms), version: Number(row.version) };
  }

  /**
   * A claim of somebody else that an own object names before them. That they know of it follows from the reference, which
   * would be withheld otherwise; its words are told only where they are the asker's own words for it too.
   */
  function another(id: string): Shown<Claim> | undefined {
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

  const sight: Sight = {
    claims(only) {
      const mine = rows<Claim>('claims', audienceQueries.claims);
      const known = new Set(mine.map(({ value }) => value.id));
      const named = [...(only ?? positions.reader.claims(asker).map(({ value }) => value.id))]
        .filter((id) => !known.has(id))
        .filter(
          (id) => isNamedBy(audienceQueries.namedInPositions, id) || isNamedBy(audienceQueries.namedInStatements, id),
        );
      return [...mine, ...named.flatMap((id) => another(id) ?? [])].filter(({ value }) => only?.has(value.id) ?? true);
    },
    positions: (claims) =>
      rows<Position>('positions', audienceQueries.positions).filter(({ value }) => claims?.has(value.claim) ?? true),
    statements({ claim, principal, from = '' }, day) {
      const { statementsOn, statementsFor, statementsFrom } = audienceQueries;
      const sql = claim !== undefined ? statementsOn : principal !== undefined ? statementsFor : statementsFrom;
      return rows<Statement>('statements', sql, claim ?? principal ?? from, day, mostStatements);
    },
    everybody(day, said, identities, until) {
      const wasKnown = ({ added }: { readonly added: number }): boolean => until === undefined || added <= until;
      const values = <T>(shown: readonly Shown<T>[]): T[] => shown.filter(wasKnown).map(({ value }) => value);
      const voices = values(lastFew(rows<Statement>('statements', audienceQueries.voices, day)));
      const statements = new Map([...said, ...voices].map((each) => [each.id, each]));
      const seen = { claims: values(sight.claims()), positions: values(sight.positions()), members: identities };
      return { picture: pictureOf({ ...seen, statements: [...statements.values()] }, day) };
    },
    ledger() {
      const isOwn = new Map<number, boolean>();
      return ledger.reader.among(asThere(asker, first), ({ terms }) => {
        const known = isOwn.get(terms) ?? (ownerOf.get(terms)?.owner === owner && areAll(terms));
        isOwn.set(terms, known);
        return known;
      });
    },
    wasKnown: ({ added }, until) => added <= until,
    object: own,
    // What others call somebody is theirs: a member has its name, everybody else the one that the text gives him.
    name: (identity, called) => members.find(identity)?.name ?? called ?? 'Somebody unnamed',
  };
  return sight;
}

/** As the people there read: whether the asker is a program changes nothing about what they have. */
export function asThere(asker: Viewer, principal: number): Viewer {
  return { ...asker, principal, credential: 'local' };
}

function parse(bytes: Uint8Array): StixObject {
  return JSON.parse(Buffer.from(bytes).toString()) as StixObject;
}
