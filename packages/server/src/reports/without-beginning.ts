import type { Span, Statement } from '@entente/statements';

/** Statements found in a text of which this many UTF-16 units are cut off at the beginning: those that lie after it. */
export function withoutBeginning(statements: readonly Statement[], length: number): Statement[] {
  const shift = ([start, end]: Span): Span => [start - length, end - length];
  return statements
    .filter(({ source, cue, content }) => [...source, ...cue, ...content].every(([start]) => start >= length))
    .map((statement) => ({
      ...statement,
      source: statement.source.map(shift),
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
