import { randomUUID } from 'node:crypto';
import type { Database } from '../database/open-database.ts';

/** A member lets another publish in its name. Times are ISO 8601. */
export type Mandate = {
  readonly id: string;
  readonly giver: number;
  readonly holder: number;
  readonly given: string;
  readonly withdrawn?: string;
};

export type MandateStore = {
  /** Those that a member gave or holds, newest first; withdrawn ones too. */
  of(member: number): readonly Mandate[];
  find(id: string): Mandate | undefined;
  /** Whether the holder may publish in the giver's name now. */
  isInForce(giver: number, holder: number): boolean;
  add(mandate: Pick<Mandate, 'giver' | 'holder' | 'given'>): Mandate;
  withdraw(id: string, time: string): void;
};

export function createMandateStore(database: Database): MandateStore {
  const insert = database.prepare('INSERT INTO mandate (id, giver, holder, given) VALUES (?, ?, ?, ?)');
  const byId = database.prepare('SELECT * FROM mandate WHERE id = ?');
  const byMember = database.prepare('SELECT * FROM mandate WHERE giver = ?1 OR holder = ?1 ORDER BY mandate DESC');
  const inForce = database.prepare('SELECT 1 FROM mandate WHERE giver = ? AND holder = ? AND withdrawn IS NULL');
  const end = database.prepare('UPDATE mandate SET withdrawn = ? WHERE id = ?');
  return {
    of: (member) => byMember.all(member).map(toMandate),
    find(id) {
      const row = byId.get(id);
      return row && toMandate(row);
    },
    isInForce: (giver, holder) => inForce.get(giver, holder) !== undefined,
    add({ giver, holder, given }) {
      const id = randomUUID();
      insert.run(id, giver, holder, given);
      return { id, giver, holder, given };
    },
    withdraw: (id, time) => void end.run(time, id),
  };
}

function toMandate(row: Record<string, unknown>): Mandate {
  return {
    id: String(row.id),
    giver: Number(row.giver),
    holder: Number(row.holder),
    given: String(row.given),
    ...(row.withdrawn === null ? {} : { withdrawn: String(row.withdrawn) }),
  };
}
