import type { Database } from '../database/open-database.ts';

/** How far a member's reading of one collection over there has come; `after` is a TAXII date added. */
export type Cursor = {
  readonly collection: string;
  readonly member: number;
  readonly after: string;
  /** Objects taken so far. */
  readonly objects: number;
  readonly moved: string;
};

/** To be moved in the transaction that stores what was read. */
export type CursorStore = {
  find(peer: number, collection: string, member: number): Cursor | undefined;
  ofPeer(peer: number): readonly Cursor[];
  move(peer: number, collection: string, member: number, after: string, objects: number): void;
  /** Reading begins anew: what is here already is known again. */
  reset(peer: number): void;
};

export function createCursorStore(database: Database, now: () => string): CursorStore {
  const columns = 'collection, member, after, objects, moved';
  const find = database.prepare(`SELECT ${columns} FROM peer_cursor WHERE peer = ? AND collection = ? AND member = ?`);
  const ofPeer = database.prepare(`SELECT ${columns} FROM peer_cursor WHERE peer = ?`);
  const move = database.prepare(
    `INSERT INTO peer_cursor (peer, collection, member, after, objects, moved) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET after = excluded.after, objects = objects + excluded.objects, moved = excluded.moved`,
  );
  return {
    find: (...key) => find.get(...key) as Cursor | undefined,
    ofPeer: (peer) => ofPeer.all(peer) as Cursor[],
    move(peer, collection, member, after, objects) {
      move.run(peer, collection, member, after, objects, now());
    },
    reset(peer) {
      database.prepare('DELETE FROM peer_cursor WHERE peer = ?').run(peer);
    },
  };
}
