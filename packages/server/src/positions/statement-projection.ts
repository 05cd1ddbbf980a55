import { hash } from 'node:crypto';
import { readStatement, type Statement } from '@entente/positions';
import type { Database } from '../database/open-database.ts';
import type { Projection } from '../projections/projection.ts';

/** A row for each statement. */
export function createStatementProjection(database: Database): Projection {
  const insert = database.prepare(
    `INSERT INTO statement_row (added, statement, claim, report, principal, said, voice, terms, content)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = database.prepare('DELETE FROM statement_row WHERE added = ? RETURNING voice, terms');
  const tell = database.prepare('INSERT OR IGNORE INTO voice_terms (voice, terms) VALUES (?, ?)');
  const forget = database.prepare(`DELETE FROM voice_terms WHERE voice = ?1 AND terms = ?2
    AND NOT EXISTS (SELECT 1 FROM statement_row INDEXED BY statement_row_by_voice_and_terms WHERE voice = ?1 AND terms = ?2)`);
  return {
    name: 'statements',
    edition: 3,
    types: ['statement'],
    tables: ['statement_row', 'voice_terms'],
    add({ added, terms }, object) {
      const reading = readStatement(object);
      if (!reading.ok || object.revoked === true) return;
      const { value } = reading;
      const { claim = null, report = null, speaker, spokenFor = speaker ?? null, said } = value;
      const voice = voiceOf(value);
      insert.run(added, object.id, claim, report, spokenFor, said, voice, terms, JSON.stringify(value));
      if (voice !== null) tell.run(voice, terms);
    },
    remove(added) {
      const row = remove.get(added);
      if (row?.voice != null) forget.run(Number(row.voice), Number(row.terms));
    },
  };
}

/**
 * The number of a voice on a claim, odd for what has a stance, so that neither hides the other. Two voices may in
 * theory share a number: then fewer of each are read, and they stay two, since lines are told apart by what rows say.
 */
function voiceOf({ claim, speaker, spokenFor = speaker, stance }: Statement): number | null {
  if (claim === undefined || speaker === undefined) return null;
  const digest = hash('sha1', `${claim} ${spokenFor} ${speaker}`, 'hex');
  return Number.parseInt(digest.slice(0, 12), 16) * 2 + (stance === undefined ? 0 : 1);
}
