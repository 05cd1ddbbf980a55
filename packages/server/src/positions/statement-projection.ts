import { hash } from 'node:crypto';
import { givesEvidence, isClarification, opinions, readStatement, type Statement } from '@entente/positions';
import type { Database } from '../database/open-database.ts';
import type { Projection } from '../projections/projection.ts';
import { reportNumber } from '../reports/report-number.ts';

/**
 * What a narrow row says of a statement, as bits: it clarifies what was said before, it is the word of the principal
 * itself, others of the same object stand beside it, signals look at the statement itself.
 */
export const traits = { clarifies: 1, ownWord: 2, contested: 4, evidence: 8 };

/** A row for each statement, and a narrow one in the order of its voice. */
export function createStatementProjection(database: Database): Projection {
  const insert = database.prepare(
    `INSERT INTO statement_row (added, statement, claim, report, principal, said, voice, terms, content)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = database.prepare('DELETE FROM statement_row WHERE added = ? RETURNING voice, terms, said');
  const say = database.prepare(
    `INSERT INTO voice_said (terms, voice, said, added, mark, opinion, traits, recorded,
       statement, report, speaker_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const unsay = database.prepare(
    'DELETE FROM voice_said WHERE terms = ? AND voice = ? AND said = ? AND added = ? RETURNING mark',
  );
  const tell = database.prepare(
    'INSERT OR IGNORE INTO voice_terms (terms, voice, mark, claim, principal, speaker) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const forget = database.prepare(`DELETE FROM voice_terms WHERE terms = ?1 AND voice = ?2 AND mark = ?3
    AND NOT EXISTS (SELECT 1 FROM voice_said WHERE terms = ?1 AND voice = ?2 AND mark = ?3)`);

  function tellVoice(voice: Voice, added: number, terms: number, contested: boolean, statement: Statement): void {
    const { number, mark, claim, principal, speaker } = voice;
    const { id, said, stance, kind, author, recorded = '', report, speakerName = null } = statement;
    say.run(
      terms,
      number,
      said,
      added,
      mark,
      stance === undefined ? null : opinions.indexOf(stance),
      (isClarification(kind) ? traits.clarifies : 0) |
        (author === principal ? traits.ownWord : 0) |
        (contested ? traits.contested : 0) |
        (givesEvidence(statement) ? traits.evidence : 0),
      recorded,
      id,
      report === undefined ? null : reportNumber(report),
      speaker === principal ? speakerName : null,
    );
    tell.run(terms, number, mark, claim, principal, speaker);
  }

  return {
    name: 'statements',
    edition: 5,
    types: ['statement'],
    tables: ['statement_row', 'voice_said', 'voice_terms'],
    add({ added, terms, contested }, object) {
      const reading = readStatement(object);
      if (!reading.ok || object.revoked === true) return;
      const { value } = reading;
      const { claim = null, report = null, speaker, spokenFor = speaker ?? null, said } = value;
      const voice = voiceOf(value);
      const number = voice?.number ?? null;
      insert.run(added, object.id, claim, report, spokenFor, said, number, terms, JSON.stringify(value));
      if (voice !== undefined) tellVoice(voice, added, terms, contested, value);
    },
    remove(added) {
      const row = remove.get(added);
      if (row?.voice == null) return;
      const [terms, voice] = [Number(row.terms), Number(row.voice)];
      const mark = unsay.get(terms, voice, String(row.said), added)?.mark;
      forget.run(terms, voice, Number(mark));
    },
  };
}

type Voice = {
  /**
   * Odd for what has a stance, so that neither hides the other. Two voices may in theory share a number: `mark` tells
   * them apart where rows do not say whose they are.
   */
  readonly number: number;
  readonly mark: number;
  readonly claim: string;
  readonly principal: string;
  readonly speaker: string;
};

/** Whose voice it is on a claim: undefined without a claim or a speaker. */
function voiceOf({ claim, speaker, spokenFor: principal = speaker, stance }: Statement): Voice | undefined {
  if (claim === undefined || speaker === undefined || principal === undefined) return undefined;
  const digest = hash('sha1', `${claim} ${principal} ${speaker}`, 'hex');
  const [number, mark] = [digest.slice(0, 12), digest.slice(12, 24)].map((each) => Number.parseInt(each, 16));
  return { number: (number ?? 0) * 2 + (stance === undefined ? 0 : 1), mark: mark ?? 0, claim, principal, speaker };
}
