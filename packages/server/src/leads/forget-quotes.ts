import type { Database } from '../database/open-database.ts';
import type { Forget } from '../purging/purger.ts';

/** Takes out of what was written about leads what it quotes of what goes; the words of who wrote it stay. */
export function createForgetQuotesInLeads(database: Database): Forget {
  const texts = [
    {
      all: database.prepare('SELECT lead AS row, note AS text FROM lead WHERE note IS NOT NULL'),
      replace: database.prepare('UPDATE lead SET note = ? WHERE lead = ?'),
    },
    {
      all: database.prepare('SELECT lead_message AS row, text FROM lead_message WHERE text IS NOT NULL'),
      replace: database.prepare('UPDATE lead_message SET text = ? WHERE lead_message = ?'),
    },
  ];

  return ({ eraser }) => {
    for (const { all, replace } of texts) {
      for (const { row, text } of all.all()) {
        const without = eraser.erase(String(text));
        if (without !== undefined) replace.run(without, Number(row));
      }
    }
  };
}
