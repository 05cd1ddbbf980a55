import type { Database } from '../database/open-database.ts';
import { byName, compareNames } from '../members/name-order.ts';

/** A part of a member's organisation, or a client that it serves. Times are ISO 8601. */
export type Unit = {
  readonly unit: number;
  /** The id of its STIX identity. */
  readonly identity: string;
  readonly member: number;
  readonly memberName: string;
  readonly name: string;
  readonly kind: 'internal' | 'served';
  readonly about?: string;
  /** An internal unit that its member appoints for AMBER+STRICT. */
  readonly amberStrict: boolean;
  /** A served unit that its member allows AMBER. */
  readonly amber: boolean;
  /** Whether the coalition knows of it. */
  readonly listed: boolean;
  readonly created: string;
  readonly closed?: string;
};

export type NewUnit = Omit<Unit, 'unit' | 'memberName' | 'closed'>;

export type UnitStore = {
  all(): readonly Unit[];
  get(unit: number): Unit;
  /** By identity id, or as "Member/Unit" (any case, spaces around the stroke or not); closed ones too. */
  find(addressOrIdentity: string): Unit | undefined;
  add(unit: NewUnit): Unit;
  /** Sets what is named. */
  change(unit: number, change: Partial<Pick<Unit, 'amberStrict' | 'amber' | 'listed' | 'closed'>>): void;
  /** The unit, and whoever acts for it. */
  withPeople(unit: number): readonly number[];
};

/** What a unit is called: names of units hold no stroke, so the last one is where the member's name ends. */
export function addressOf({ memberName, name }: Pick<Unit, 'memberName' | 'name'>): string {
  return `${memberName}/${name}`;
}

export function createUnitStore(database: Database): UnitStore {
  const select = `SELECT u.*, p.identity, m.name AS member_name
    FROM unit u JOIN principal p ON p.principal = u.unit JOIN member m ON m.member = u.member`;

  const store: UnitStore = {
    all: () =>
      database
        .prepare(select)
        .all()
        .map(toUnit)
        .sort((a, b) => compareNames(a.memberName, b.memberName) || byName(a, b)),
    get(unit) {
      const row = database.prepare(`${select} WHERE u.unit = ?`).get(unit);
      if (row === undefined) throw new Error(`No unit ${unit}`);
      return toUnit(row);
    },
    find(addressOrIdentity) {
      const [, member = '', name = ''] = /^(.*\S)\s*\/\s*([^/]*)$/.exec(addressOrIdentity) ?? [];
      const row = database
        .prepare(`${select} WHERE p.identity = ? OR (m.name = ? AND u.name = ?)`)
        .get(addressOrIdentity, member, name.trim());
      return row && toUnit(row);
    },
    add({ identity, member, name, kind, about, amberStrict, amber, listed, created }) {
      const unit = Number(
        database
          .prepare("INSERT INTO principal (kind, name, identity, member) VALUES ('unit', ?, ?, ?)")
          .run(name, identity, member).lastInsertRowid,
      );
      database
        .prepare(
          `INSERT INTO unit (unit, member, name, kind, about, amber_strict, amber, listed, created)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(unit, member, name, kind, about ?? null, Number(amberStrict), Number(amber), Number(listed), created);
      return store.get(unit);
    },
    change(unit, change) {
      const { amberStrict, amber, listed, closed } = { ...store.get(unit), ...change };
      database
        .prepare('UPDATE unit SET amber_strict = ?, amber = ?, listed = ?, closed = ? WHERE unit = ?')
        .run(Number(amberStrict), Number(amber), Number(listed), closed ?? null, unit);
    },
    withPeople: (unit) => [
      unit,
      ...database
        .prepare('SELECT principal FROM account WHERE unit = ?')
        .all(unit)
        .map((row) => Number(row.principal)),
    ],
  };
  return store;
}

function toUnit(row: Record<string, unknown>): Unit {
  return {
    unit: Number(row.unit),
    identity: String(row.identity),
    member: Number(row.member),
    memberName: String(row.member_name),
    name: String(row.name),
    kind: row.kind === 'internal' ? 'internal' : 'served',
    ...(row.about === null ? {} : { about: String(row.about) }),
    amberStrict: row.amber_strict === 1,
    amber: row.amber === 1,
    listed: row.listed === 1,
    created: String(row.created),
    ...(row.closed === null ? {} : { closed: String(row.closed) }),
  };
}
