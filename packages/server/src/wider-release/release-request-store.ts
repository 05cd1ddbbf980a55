import { randomUUID } from 'node:crypto';
import type { Database } from '../database/open-database.ts';

/** Somebody who has an object asks its originator to release it to others. Times are ISO 8601. */
export type ReleaseRequest = {
  readonly id: string;
  /** The id of the object, and the member that owns it. */
  readonly object: string;
  readonly originator: number;
  /** The member or unit that asks, and the person, where one is behind it. */
  readonly asker: number;
  readonly account?: string;
  readonly person?: string;
  /** Identities of those who should have it. */
  readonly recipients: readonly string[];
  readonly reason: string;
  readonly asked: string;
  readonly state: 'open' | 'granted' | 'refused';
  readonly answered?: string;
  readonly answeredBy?: string;
  readonly answer?: string;
  /** Identities of those of the recipients who got it. */
  readonly reached?: readonly string[];
};

export type NewReleaseRequest = Omit<ReleaseRequest, 'id' | 'state' | 'answered' | 'answeredBy' | 'answer' | 'reached'>;

export type ReleaseRequestStore = {
  find(id: string): ReleaseRequest | undefined;
  /** To this member as originator, newest first. */
  to(originator: number): readonly ReleaseRequest[];
  /** From this member or unit, newest first. */
  from(asker: number): readonly ReleaseRequest[];
  /** Its id; where it was asked on another node, the one that it has there. */
  add(request: NewReleaseRequest, id?: string): string;
  refuse(id: string, time: string, by: string, answer: string): void;
  grant(id: string, time: string, by: string, reached: readonly string[]): void;
};

export function createReleaseRequestStore(database: Database): ReleaseRequestStore {
  const byId = database.prepare('SELECT * FROM release_request WHERE id = ?');
  const byOriginator = database.prepare(
    'SELECT * FROM release_request WHERE originator = ? ORDER BY release_request DESC',
  );
  const byAsker = database.prepare('SELECT * FROM release_request WHERE asker = ? ORDER BY release_request DESC');
  const insert = database.prepare(
    `INSERT INTO release_request (id, object, originator, asker, asker_account, asker_name, recipients, reason, asked,
       state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')`,
  );
  const refuse = database.prepare(
    `UPDATE release_request SET state = 'refused', answered = ?, answered_by = ?, answer = ? WHERE id = ?`,
  );
  const grant = database.prepare(
    `UPDATE release_request SET state = 'granted', answered = ?, answered_by = ?, reached = ? WHERE id = ?`,
  );
  return {
    find(id) {
      const row = byId.get(id);
      return row && toRequest(row);
    },
    to: (originator) => byOriginator.all(originator).map(toRequest),
    from: (asker) => byAsker.all(asker).map(toRequest),
    add({ object, originator, asker, account = null, person = null, recipients, reason, asked }, id = randomUUID()) {
      insert.run(id, object, originator, asker, account, person, JSON.stringify(recipients), reason, asked);
      return id;
    },
    refuse: (id, time, by, answer) => void refuse.run(time, by, answer, id),
    grant: (id, time, by, reached) => void grant.run(time, by, JSON.stringify(reached), id),
  };
}

function toRequest(row: Record<string, unknown>): ReleaseRequest {
  const text = <K extends string>(key: K, value: unknown) =>
    (value === null ? {} : { [key]: String(value) }) as { [key in K]?: string };
  return {
    id: String(row.id),
    object: String(row.object),
    originator: Number(row.originator),
    asker: Number(row.asker),
    ...text('account', row.asker_account),
    ...text('person', row.asker_name),
    recipients: JSON.parse(String(row.recipients)) as string[],
    reason: String(row.reason),
    asked: String(row.asked),
    state: row.state as ReleaseRequest['state'],
    ...text('answered', row.answered),
    ...text('answeredBy', row.answered_by),
    ...text('answer', row.answer),
    ...(row.reached === null ? {} : { reached: JSON.parse(String(row.reached)) as string[] }),
  };
}
