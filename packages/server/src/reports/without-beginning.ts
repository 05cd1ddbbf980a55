import type { Span, Statement } from '@entente/statements';

/**
 * Statements found in a text of which this many UTF-16 units are cut off at the beginning: those that are said after it.
 * Whose they are may stand in what is cut off, as in a headline: then no place of the source is left.
 */
export function withoutBeginning(statements: readonly Statement[], length: number): Statement[] {
  const shift = ([start, end]: Span): Span => [start - length, end - length];
  return statements
    .filter(({ cue, content }) => [...cue, ...content].every(([start]) => start >= length))
    .map((statement) => ({
      ...statement,
      source: statement.source.filter(([start]) => start >= length).map(shift),
      cue: statement.cue.map(shift),
      content: statement.content.map(shift),
      numbers: statement.numbers.map((each) => ({ ...each, span: shift(each.span) })),
      dates: statement.dates.map((each) => ({ ...each, span: shift(each.span) })),
      ...(statement.speaker === undefined ? {} : { speaker: withoutMention(statement.speaker) }),
    }));
}

/** Where the name was taken from may be what was cut off. */
function withoutMention({
  mention: _,
  ...speaker
}: NonNullable<Statement['speaker']>): NonNullable<Statement['speaker']> {
  return speaker;
}
