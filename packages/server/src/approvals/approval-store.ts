import { randomUUID } from 'node:crypto';
import type { Database } from '../database/open-database.ts';

export type ApprovalState = 'waiting' | 'approved' | 'sent-back';

/** Something that waits, or waited, for a second person. Times are ISO 8601. */
export type Approval = {
  readonly id: string;
  /** In whose name it is to be published. */
  readonly member: number;
  readonly collection: number;
  /** What was handed in, and what is published once approved (markings first), as JSON; empty once published. */
  readonly publication: string;
  readonly objects: string;
  readonly object: string;
  /** The stamp of the version that it follows. */
  readonly former?: string;
  readonly sayWithheld?: boolean;
  readonly because: string;
  readonly asker: { readonly member: number; readonly account?: string; readonly name?: string };
  readonly asked: string;
  readonly state: ApprovalState;
  readonly decided?: string;
  readonly decidedBy?: string;
  readonly reason?: string;
};

export type ApprovalStore = {
  /** In the name of this member, or asked for by somebody of it; newest first. */
  of(member: number): readonly Approval[];
  find(id: string): Approval | undefined;
  add(approval: Omit<Approval, 'id' | 'state' | 'decided' | 'decidedBy' | 'reason'>): string;
  /** What was published stands with the objects from now on, and here no longer. */
  approved(id: string, decided: string, by: string): void;
  sentBack(id: string, decided: string, by: string, reason: string): void;
};

export function createApprovalStore(database: Database): ApprovalStore {
  const insert = database.prepare(
    `INSERT INTO approval (id, member, collection, publication, objects, object, former, say_withheld, because,
       asker_member, asker_account, asker_name, asked, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting')`,
  );
  const byMember = database.prepare(
    'SELECT * FROM approval WHERE member = ?1 OR asker_member = ?1 ORDER BY approval DESC',
  );
  const byId = database.prepare('SELECT * FROM approval WHERE id = ?');
  const approve = database.prepare(
    `UPDATE approval SET state = 'approved', publication = '', objects = '', decided = ?, decided_by = ? WHERE id = ?`,
  );
  const sendBack = database.prepare(
    `UPDATE approval SET state = 'sent-back', decided = ?, decided_by = ?, reason = ? WHERE id = ?`,
  );
  return {
    of: (member) => byMember.all(member).map(toApproval),
    find(id) {
      const row = byId.get(id);
      return row && toApproval(row);
    },
    add({ member, collection, publication, objects, object, former = null, sayWithheld, because, asker, asked }) {
      const id = randomUUID();
      const says = sayWithheld === undefined ? null : Number(sayWithheld);
      const by = [asker.member, asker.account ?? null, asker.name ?? null];
      insert.run(id, member, collection, publication, objects, object, former, says, because, ...by, asked);
      return id;
    },
    approved: (id, decided, by) => void approve.run(decided, by, id),
    sentBack: (id, decided, by, reason) => void sendBack.run(decided, by, reason, id),
  };
}

function toApproval(row: Record<string, unknown>): Approval {
  const text = <K extends string>(key: K, value: unknown) =>
    (value === null ? {} : { [key]: String(value) }) as { [key in K]?: string };
  return {
    id: String(row.id),
    member: Number(row.member),
    collection: Number(row.collection),
    publication: String(row.publication),
    objects: String(row.objects),
    object: String(row.object),
    ...text('former', row.former),
    ...(row.say_withheld === null ? {} : { sayWithheld: row.say_withheld === 1 }),
    because: String(row.because),
    asker: {
      member: Number(row.asker_member),
      ...text('account', row.asker_account),
      ...text('name', row.asker_name),
    },
    asked: String(row.asked),
    state: row.state as ApprovalState,
    ...text('decided', row.decided),
    ...text('decidedBy', row.decided_by),
    ...text('reason', row.reason),
  };
}
