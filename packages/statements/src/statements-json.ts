import { type ExtractOptions, extractStatements } from './extract-statements.ts';
import type { SpeakerKind, Statement } from './statement.ts';

/** A statement as the command line prints it: the speaker's name as text, his office and principal beside it. */
export type StatementLine = Omit<Statement, 'speaker' | 'holder'> & {
  readonly speaker: string | null;
  readonly holder: string | null;
  readonly office: string | null;
  readonly spokenFor: string | null;
  readonly speakerKind: SpeakerKind | null;
};

/**
 * The command line's contract: `{"statements":[{"source":[[s,e],…],"cue":…,"content":…,"kind":…,
 * "speaker":…,"holder":…,…}]}`.
 */
export function statementsJson(text: string, options: ExtractOptions = {}): { statements: StatementLine[] } {
  const statements = extractStatements(text, options).map(
    ({ source, cue, content, kind, speaker, holder, ...rest }) => ({
      source,
      cue,
      content,
      kind,
      speaker: speaker?.name ?? null,
      holder: holder ?? null,
      office: speaker?.office ?? null,
      spokenFor: speaker?.spokenFor ?? null,
      speakerKind: speaker?.kind ?? null,
      ...rest,
    }),
  );
  return { statements };
}
