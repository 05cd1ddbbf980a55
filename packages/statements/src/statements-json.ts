import { type ExtractOptions, extractStatements } from './extract-statements.ts';

/**
 * The command line's contract: one line of JSON, `{"statements":[{"source":[[s,e],…],"cue":…,"content":…,"kind":…,
 * "speaker":…,"holder":…,…}]}`, with the speaker's name as text and his office and principal beside it.
 */
export function statementsJson(text: string, options: ExtractOptions = {}): string {
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
  return JSON.stringify({ statements });
}
