import type { Database } from '../database/open-database.ts';
import type { Forget } from '../purging/purger.ts';

/** Takes what is quoted of what goes out of saved searches: their names, and what they look for. */
export function createForgetQueries(database: Database): Forget {
  const all = database.prepare('SELECT id, name, query FROM saved_search');
  const replace = database.prepare('UPDATE saved_search SET name = ?, query = ? WHERE id = ?');

  return ({ eraser }) => {
    for (const { id, name, query } of all.all()) {
      const [newName, newQuery] = [eraser.erase(String(name)), eraser.eraseJson(String(query))];
      if (newName === undefined && newQuery === undefined) continue;
      replace.run(newName ?? String(name), newQuery ?? String(query), String(id));
    }
  };
}
