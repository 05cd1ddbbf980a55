import type { Database } from '../database/open-database.ts';
import type { Reached } from './reached.ts';

/** Taken back from all; or from one member alone, which may not have it any more, or has left. */
export type RecallCause = 'recalled' | 'narrowed' | 'withdrawn';

/** An order of an owner to purge an object or one version of it, as it was given. Times are ISO 8601. */
export type Recall = {
  readonly recall: number;
  /** Names the order everywhere, together with its owner. */
  readonly id: string;
  readonly owner: number;
  /** Id of the object; nothing else of it is kept. */
  readonly object: string;
  /** Whether all versions are meant, also those never seen here. */
  readonly isWhole: boolean;
  readonly because: RecallCause;
  readonly reason: string;
  readonly ordered: string;
  /** Name of the person, where one is behind it. */
  readonly orderedBy?: string;
  /** When no file of this node's database held it any more. */
  readonly purged?: string;
  /** How many backups were made here while it stood here. */
  readonly backups: number;
  /** Identity of the one member that must purge it; absent where everybody must. */
  readonly holder?: string;
  /** As its owner put its name to it; made when it is first asked for. */
  readonly word?: string;
  /** The peer that told of it; absent where the order was given here. */
  readonly peer?: number;
};

/** A version as it was called: its sort key, and as the object wrote it ('' for one without versions). */
export type RecalledVersion = { readonly modified: string; readonly stamp: string };

export type NewRecall = Omit<Recall, 'recall' | 'purged'> & {
  readonly versions: readonly RecalledVersion[];
  readonly reached: readonly Reached[];
};

export type RecallStore = {
  add(recall: NewRecall): Recall;
  find(owner: number, id: string): Recall | undefined;
  /** By its row, which must be there. */
  get(recall: number): Recall;
  /** Newest first; `before` is exclusive. */
  ofOwner(owner: number, before: number, limit: number): readonly Recall[];
  /** Those of one object, newest first. */
  ofObject(owner: number, object: string): readonly Recall[];
  /** Those of an object whoever owns it, newest first. */
  ofAnybody(object: string): readonly Recall[];
  /** Newest first. */
  versionsOf(recall: number): readonly RecalledVersion[];
  countVersions(recall: number): number;
  reachedBy(recall: number): readonly Reached[];
  /** Recalls whose purge has not reached the files yet. */
  unfinished(): readonly Recall[];
  finish(recall: number, purged: string): void;
  setWord(recall: number, word: string): void;
  /** Purged here on the order of that peer, which has not been told yet. */
  unanswered(peer: number, limit: number): readonly Recall[];
  answered(recall: number, at: string): void;
};

export function createRecallStore(database: Database): RecallStore {
  const insert = database.prepare(
    `INSERT INTO recall (id, owner, object, whole, reason, ordered, ordered_by, backups, word, peer, holder, because)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertVersion = database.prepare('INSERT INTO recall_version (recall, modified, stamp) VALUES (?, ?, ?)');
  const insertReached = database.prepare(
    `INSERT OR IGNORE INTO recall_reached (recall, how, holder, name, member, time, certain)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const byId = database.prepare('SELECT * FROM recall WHERE id = ? AND owner = ?');
  const byRow = database.prepare('SELECT * FROM recall WHERE recall = ?');
  const byOwner = database.prepare('SELECT * FROM recall WHERE owner = ? AND recall < ? ORDER BY recall DESC LIMIT ?');
  const byObject = database.prepare('SELECT * FROM recall WHERE object = ? AND owner = ? ORDER BY recall DESC');
  const byObjectOnly = database.prepare('SELECT * FROM recall WHERE object = ? ORDER BY recall DESC');
  const versions = database.prepare(
    'SELECT modified, stamp FROM recall_version WHERE recall = ? ORDER BY modified DESC',
  );
  const countOf = database.prepare('SELECT count(*) AS n FROM recall_version WHERE recall = ?');
  const reached = database.prepare(
    'SELECT how, holder, name, member, time, certain FROM recall_reached WHERE recall = ? ORDER BY time, name',
  );
  const unfinished = database.prepare('SELECT * FROM recall WHERE purged IS NULL');
  const setWord = database.prepare('UPDATE recall SET word = ? WHERE recall = ?');
  const unanswered = database.prepare(
    'SELECT * FROM recall WHERE peer = ? AND answered IS NULL AND purged IS NOT NULL ORDER BY recall LIMIT ?',
  );
  const setAnswered = database.prepare('UPDATE recall SET answered = ? WHERE recall = ?');
  const finish = database.prepare('UPDATE recall SET purged = ? WHERE recall = ?');

  const get = (recall: number): Recall => toRecall(byRow.get(recall) ?? {});

  return {
    add({
      id,
      owner,
      object,
      isWhole,
      because,
      reason,
      ordered,
      orderedBy = null,
      backups,
      word = null,
      peer = null,
      holder = null,
      ...more
    }) {
      const added = insert.run(
        id,
        owner,
        object,
        Number(isWhole),
        reason,
        ordered,
        orderedBy,
        backups,
        word,
        peer,
        holder,
        because,
      );
      const recall = Number(added.lastInsertRowid);
      for (const { modified, stamp } of more.versions) insertVersion.run(recall, modified, stamp);
      for (const { how, holder, name, member, time, isCertain } of more.reached) {
        insertReached.run(recall, how, holder, name, member, time, Number(isCertain));
      }
      return get(recall);
    },
    find(owner, id) {
      const row = byId.get(id, owner);
      return row && toRecall(row);
    },
    get,
    ofOwner: (owner, before, limit) => byOwner.all(owner, before, limit).map(toRecall),
    ofObject: (owner, object) => byObject.all(object, owner).map(toRecall),
    ofAnybody: (object) => byObjectOnly.all(object).map(toRecall),
    versionsOf: (recall) => versions.all(recall) as RecalledVersion[],
    countVersions: (recall) => Number(countOf.get(recall)?.n),
    reachedBy: (recall) =>
      reached.all(recall).map((row) => ({
        how: row.how as Reached['how'],
        holder: String(row.holder),
        name: String(row.name),
        member: String(row.member),
        time: String(row.time),
        isCertain: row.certain === 1,
      })),
    unfinished: () => unfinished.all().map(toRecall),
    finish: (recall, purged) => void finish.run(purged, recall),
    setWord: (recall, word) => void setWord.run(word, recall),
    unanswered: (peer, limit) => unanswered.all(peer, limit).map(toRecall),
    answered: (recall, at) => void setAnswered.run(at, recall),
  };
}

function toRecall(row: Record<string, unknown>): Recall {
  return {
    recall: Number(row.recall),
    id: String(row.id),
    owner: Number(row.owner),
    object: String(row.object),
    isWhole: row.whole === 1,
    because: row.because as RecallCause,
    reason: String(row.reason),
    ordered: String(row.ordered),
    ...(row.ordered_by === null ? {} : { orderedBy: String(row.ordered_by) }),
    ...(row.purged === null ? {} : { purged: String(row.purged) }),
    backups: Number(row.backups),
    ...(row.holder === null ? {} : { holder: String(row.holder) }),
    ...(row.word === null ? {} : { word: String(row.word) }),
    ...(row.peer === null ? {} : { peer: Number(row.peer) }),
  };
}
