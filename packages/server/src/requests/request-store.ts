import type { Database } from '../database/open-database.ts';

/** Who asked whom. The question is an object, and so is each answer. Times are ISO 8601. */
export type InformationRequest = {
  /** Id of the note that asks. */
  readonly id: string;
  /** The member or unit. */
  readonly asker: number;
  readonly deadline?: string;
  readonly asked: string;
  readonly closed?: string;
};
export type Answered = { readonly id: string; readonly principal: number; readonly time: string };

export type RequestStore = {
  find(id: string): InformationRequest | undefined;
  /** Those that a member or unit asked or was asked, newest first. */
  of(principal: number): readonly InformationRequest[];
  add(request: InformationRequest, to: readonly number[]): void;
  to(id: string): readonly number[];
  answers(id: string): readonly Answered[];
  addAnswer(request: string, answer: Answered): void;
  close(id: string, time: string): void;
};

export function createRequestStore(database: Database): RequestStore {
  const insert = database.prepare('INSERT INTO request (id, asker, deadline, asked) VALUES (?, ?, ?, ?)');
  const insertAsked = database.prepare('INSERT INTO request_asked (request, principal) VALUES (?, ?)');
  const insertAnswer = database.prepare(
    'INSERT INTO request_answer (id, request, principal, time) VALUES (?, ?, ?, ?)',
  );
  const byId = database.prepare('SELECT * FROM request WHERE id = ?');
  const byPrincipal = database.prepare(
    `SELECT * FROM request WHERE asker = ?1 OR id IN (SELECT request FROM request_asked WHERE principal = ?1)
     ORDER BY asked DESC, id`,
  );
  const asked = database.prepare('SELECT principal FROM request_asked WHERE request = ? ORDER BY principal');
  const answers = database.prepare(
    'SELECT id, principal, time FROM request_answer WHERE request = ? ORDER BY time, id',
  );
  const close = database.prepare('UPDATE request SET closed = ? WHERE id = ?');
  return {
    find(id) {
      const row = byId.get(id);
      return row && toRequest(row);
    },
    of: (principal) => byPrincipal.all(principal).map(toRequest),
    add({ id, asker, deadline = null, asked: time }, to) {
      insert.run(id, asker, deadline, time);
      for (const principal of to) insertAsked.run(id, principal);
    },
    to: (id) => asked.all(id).map((row) => Number(row.principal)),
    answers: (id) =>
      answers.all(id).map((row) => ({ id: String(row.id), principal: Number(row.principal), time: String(row.time) })),
    addAnswer: (request, { id, principal, time }) => void insertAnswer.run(id, request, principal, time),
    close: (id, time) => void close.run(time, id),
  };
}

function toRequest(row: Record<string, unknown>): InformationRequest {
  return {
    id: String(row.id),
    asker: Number(row.asker),
    ...(row.deadline === null ? {} : { deadline: String(row.deadline) }),
    asked: String(row.asked),
    ...(row.closed === null ? {} : { closed: String(row.closed) }),
  };
}
