import { randomUUID } from 'node:crypto';
import type { Statement } from '@entente/statements';
import type { Database } from '../database/open-database.ts';

/** What a machine proposes of a rendition, and what its reader made of that. */
export type Proposal = {
  readonly id: string;
  readonly state: 'open' | 'accepted' | 'rejected';
  readonly content: Statement;
  /** The id of the object that was made of it. */
  readonly statement?: string;
  /** The approval in which that object waits, or waited, for a second person. */
  readonly approval?: string;
};

type Decision = {
  readonly state: Proposal['state'];
  readonly statement?: string;
  readonly approval?: string;
  readonly by?: string;
  readonly at: string;
};

/** A statement with its words, by which it is known again where it stands elsewhere in a text. */
export type Quoted = Statement & { readonly words: string };

/** Rows of proposals. They belong to a body, and go with it; callers ask only for bodies that a reader answered. */
export type ProposalStore = {
  /** Undefined where this reader's proposals for the body have not been made yet. */
  of(body: number, reader: number): readonly Proposal[] | undefined;
  /**
   * Keeps them, unless somebody of the same reader was quicker. What that reader decided of the same words in another
   * version of the report holds for this one. False where the body is gone.
   */
  keep(body: number, reader: number, report: string, statements: readonly Quoted[]): boolean;
  find(body: number, reader: number, id: string): Proposal | undefined;
  decide(id: string, decision: Decision): void;
  /** How many of each state. */
  count(body: number, reader: number): { readonly open: number; readonly decided: number } | undefined;
};

export function createProposalStore(database: Database): ProposalStore {
  const readingOf = database.prepare('SELECT reading FROM report_reading WHERE body = ? AND reader = ?');
  const proposalsOf = database.prepare(
    'SELECT id, state, content, statement, approval FROM proposal WHERE reading = ? ORDER BY proposal',
  );
  const isThere = database.prepare('SELECT 1 FROM body WHERE body = ?');
  const addReading = database.prepare('INSERT INTO report_reading (body, reader, report) VALUES (?, ?, ?)');
  const add = database.prepare('INSERT INTO proposal (id, reading, content) VALUES (?, ?, ?)');
  const one = database.prepare(
    'SELECT id, state, content, statement, approval FROM proposal WHERE id = ? AND reading = ?',
  );
  const update = database.prepare(
    'UPDATE proposal SET state = ?, statement = ?, approval = ?, decided_by = ?, decided = ? WHERE id = ?',
  );
  const decidedBefore = database.prepare(
    `SELECT p.content, p.state, p.statement, p.approval, p.decided_by AS by, p.decided AS at
     FROM report_reading r JOIN proposal p ON p.reading = r.reading
     WHERE r.report = ? AND r.reader = ? AND p.state <> 'open' ORDER BY p.decided`,
  );
  const counted = database.prepare(
    "SELECT sum(state = 'open') AS open, sum(state <> 'open') AS decided FROM proposal WHERE reading = ?",
  );

  function reading(body: number, reader: number): number | undefined {
    const row = readingOf.get(body, reader);
    return row === undefined ? undefined : Number(row.reading);
  }

  return {
    of(body, reader) {
      const found = reading(body, reader);
      return found === undefined ? undefined : proposalsOf.all(found).map(toProposal);
    },
    keep(body, reader, report, statements) {
      if (isThere.get(body) === undefined) return false;
      if (reading(body, reader) !== undefined) return true;
      const before = new Map(decidedBefore.all(report, reader).map((row) => [keyOf(String(row.content)), row]));
      const made = Number(addReading.run(body, reader, report).lastInsertRowid);
      for (const statement of statements) {
        const [id, content] = [`proposal--${randomUUID()}`, JSON.stringify(statement)];
        add.run(id, made, content);
        const decided = before.get(keyOf(content));
        if (decided === undefined) continue;
        const { state = null, statement: object = null, approval = null, by = null, at = null } = decided;
        update.run(state, object, approval, by, at, id);
      }
      return true;
    },
    find(body, reader, id) {
      const found = reading(body, reader);
      const row = found === undefined ? undefined : one.get(id, found);
      return row === undefined ? undefined : toProposal(row);
    },
    decide(id, { state, statement, approval, by, at }) {
      update.run(state, statement ?? null, approval ?? null, by ?? null, state === 'open' ? null : at, id);
    },
    count(body, reader) {
      const found = reading(body, reader);
      if (found === undefined) return undefined;
      const row = counted.get(found);
      return { open: Number(row?.open ?? 0), decided: Number(row?.decided ?? 0) };
    },
  };
}

function toProposal(row: Record<string, unknown>): Proposal {
  return {
    id: String(row.id),
    state: row.state as Proposal['state'],
    content: JSON.parse(String(row.content)) as Statement,
    ...(typeof row.statement === 'string' ? { statement: row.statement } : {}),
    ...(typeof row.approval === 'string' ? { approval: row.approval } : {}),
  };
}

/** What makes two proposals the same to who decides on them. */
function keyOf(content: string): string {
  const { words, kind, speaker } = JSON.parse(content) as Quoted;
  return JSON.stringify([words, kind, speaker?.name]);
}
