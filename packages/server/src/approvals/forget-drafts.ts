import type { Database } from '../database/open-database.ts';
import type { Forget } from '../purging/purger.ts';

/** Deletes the drafts of objects that are gone altogether, and from other drafts what they quote of what goes. */
export function createForgetDrafts(database: Database): Forget {
  const deleteOf = database.prepare('DELETE FROM approval WHERE object = ? AND member = ?');
  const drafts = database.prepare(
    `SELECT approval, object, member, publication, objects FROM approval WHERE publication <> ''`,
  );
  const replace = database.prepare('UPDATE approval SET publication = ?, objects = ? WHERE approval = ?');

  return ({ going, eraser }) => {
    for (const { id, owner, isLast } of going) if (isLast) deleteOf.run(id, owner);
    // A draft of the version that is to follow is its owner's new word.
    const own = new Set(going.map(({ id, owner }) => `${id} ${owner}`));
    for (const row of drafts.all()) {
      if (own.has(`${row.object} ${row.member}`)) continue;
      const publication = eraser.eraseJson(String(row.publication));
      const objects = eraser.eraseJson(String(row.objects));
      if (publication === undefined && objects === undefined) continue;
      replace.run(publication ?? row.publication ?? '', objects ?? row.objects ?? '', Number(row.approval));
    }
  };
}
