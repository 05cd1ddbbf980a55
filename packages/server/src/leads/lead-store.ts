import { randomUUID } from 'node:crypto';
import type { Database } from '../database/open-database.ts';

export type LeadState = 'new' | 'acknowledged' | 'answered' | 'closed';

/** An object that a unit is asked to act on. Times are ISO 8601. */
export type Lead = {
  readonly lead: number;
  readonly id: string;
  /** Id of the object. */
  readonly object: string;
  /** The member that owns the object. */
  readonly originator: number;
  readonly unit: number;
  /** The member that sent it. */
  readonly sender: number;
  readonly note?: string;
  readonly deadline?: string;
  /** Identities of those whom the originator lets have answers. */
  readonly answersTo: readonly string[];
  readonly state: LeadState;
  readonly sent: string;
};

/** What happened to a lead: in the order of time. */
export type LeadEntry = {
  /** The member or unit that did it. */
  readonly principal: number;
  readonly author?: string;
  readonly kind: 'message' | 'acknowledged' | 'answer' | 'closed';
  readonly text?: string;
  readonly sighting?: string;
  readonly time: string;
};

export type LeadStore = {
  find(id: string): Lead | undefined;
  /** Those of a unit, newest first. */
  ofUnit(unit: number): readonly Lead[];
  /** Those that a member sent, or that went to a unit of it, newest first. */
  ofMember(member: number): readonly Lead[];
  add(lead: Omit<Lead, 'lead' | 'id' | 'state'>): Lead;
  thread(lead: number): readonly LeadEntry[];
  /** Adds what happened, and the state that the lead is in by it. */
  note(lead: number, entry: LeadEntry, state: LeadState): void;
};

export function createLeadStore(database: Database): LeadStore {
  const insert = database.prepare(
    `INSERT INTO lead (id, object, originator, unit, sender, note, deadline, answers_to, state, sent)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'new', ?)`,
  );
  const insertEntry = database.prepare(
    'INSERT INTO lead_message (lead, principal, author, kind, text, sighting, time) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const setState = database.prepare('UPDATE lead SET state = ? WHERE lead = ?');
  const byId = database.prepare('SELECT * FROM lead WHERE id = ?');
  const byUnit = database.prepare('SELECT * FROM lead WHERE unit = ? ORDER BY lead DESC');
  const byMember = database.prepare(
    `SELECT * FROM lead WHERE sender = ?1 OR unit IN (SELECT unit FROM unit WHERE member = ?1) ORDER BY lead DESC`,
  );
  const entries = database.prepare('SELECT * FROM lead_message WHERE lead = ? ORDER BY lead_message');

  return {
    find(id) {
      const row = byId.get(id);
      return row && toLead(row);
    },
    ofUnit: (unit) => byUnit.all(unit).map(toLead),
    ofMember: (member) => byMember.all(member).map(toLead),
    add({ object, originator, unit, sender, note = null, deadline = null, answersTo, sent }) {
      const id = randomUUID();
      insert.run(id, object, originator, unit, sender, note, deadline, JSON.stringify(answersTo), sent);
      return toLead(byId.get(id) as Record<string, unknown>);
    },
    thread: (lead) => entries.all(lead).map(toEntry),
    note(lead, { principal, author = null, kind, text = null, sighting = null, time }, state) {
      insertEntry.run(lead, principal, author, kind, text, sighting, time);
      setState.run(state, lead);
    },
  };
}

function toLead(row: Record<string, unknown>): Lead {
  return {
    lead: Number(row.lead),
    id: String(row.id),
    object: String(row.object),
    originator: Number(row.originator),
    unit: Number(row.unit),
    sender: Number(row.sender),
    ...(row.note === null ? {} : { note: String(row.note) }),
    ...(row.deadline === null ? {} : { deadline: String(row.deadline) }),
    answersTo: JSON.parse(String(row.answers_to)) as string[],
    state: row.state as LeadState,
    sent: String(row.sent),
  };
}

function toEntry(row: Record<string, unknown>): LeadEntry {
  return {
    principal: Number(row.principal),
    ...(row.author === null ? {} : { author: String(row.author) }),
    kind: row.kind as LeadEntry['kind'],
    ...(row.text === null ? {} : { text: String(row.text) }),
    ...(row.sighting === null ? {} : { sighting: String(row.sighting) }),
    time: String(row.time),
  };
}
