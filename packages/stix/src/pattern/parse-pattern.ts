import { isTimestamp } from '../time/timestamp.ts';
import { parseComparisonExpression } from './parse-comparison.ts';
import type { ObservationExpression, PatternExpression, Qualifier } from './pattern-expression.ts';
import { PatternSyntaxError } from './pattern-syntax-error.ts';
import { TokenReader } from './token-reader.ts';
import { tokenize } from './tokenize.ts';

export type ParsedPattern =
  | { readonly ok: true; readonly expression: PatternExpression }
  /** `offset` is in UTF-16 code units; the message quotes nothing of the pattern but its symbols and keywords. */
  | { readonly ok: false; readonly message: string; readonly offset: number };

const SECONDS = /^[0-9]*(?:\.[0-9]+)?$/;
const TIMES = /^[0-9]+$/;

/** Parses a STIX pattern (section 9). Takes what the standard and the grammar that OASIS published with it allow. */
export function parsePattern(text: string): ParsedPattern {
  try {
    const reader = new TokenReader(tokenize(text));
    const expression = parseFollowedBy(reader);
    if (reader.current.kind !== 'end') reader.fail('an observation operator, a qualifier or the end');
    return { ok: true, expression };
  } catch (error) {
    if (error instanceof PatternSyntaxError) return { ok: false, message: error.message, offset: error.offset };
    throw error;
  }
}

/** The lowest precedence (section 9.5.3), then OR, then AND. */
function parseFollowedBy(reader: TokenReader): ObservationExpression {
  return parseJoined(reader, 'FOLLOWEDBY', 'followedby', () =>
    parseJoined(reader, 'OR', 'or', () => parseJoined(reader, 'AND', 'and', () => parseObservation(reader))),
  );
}

function parseJoined(
  reader: TokenReader,
  operator: string,
  kind: 'and' | 'or' | 'followedby',
  parseOperand: () => ObservationExpression,
): ObservationExpression {
  const first = parseOperand();
  const operands = [first];
  while (reader.accept(operator)) operands.push(parseOperand());
  return operands.length === 1 ? first : { kind, operands };
}

/** One observation, or several in parentheses, with the qualifiers that follow (section 9.5.1: one of each kind). */
function parseObservation(reader: TokenReader): ObservationExpression {
  let expression = parseUnqualified(reader);
  const kinds = new Set<string>();
  for (;;) {
    const { offset } = reader.current;
    const qualifier = parseQualifier(reader);
    if (qualifier === undefined) return expression;
    if (kinds.has(qualifier.kind)) {
      throw new PatternSyntaxError('An observation has at most one qualifier of each kind', offset);
    }
    kinds.add(qualifier.kind);
    expression = { kind: 'qualified', expression, qualifier };
  }
}

function parseUnqualified(reader: TokenReader): ObservationExpression {
  if (reader.accept('(')) return reader.nested(() => parseFollowedBy(reader));
  if (!reader.accept('[')) return reader.fail('an observation in [ ]');
  const comparison = parseComparisonExpression(reader);
  reader.expect(']');
  return { kind: 'observation', comparison };
}

function parseQualifier(reader: TokenReader): Qualifier | undefined {
  if (reader.accept('WITHIN')) {
    const seconds = parsePositive(reader, SECONDS, 'a positive number of seconds');
    reader.expect('SECONDS');
    return { kind: 'within', seconds };
  }
  if (reader.accept('REPEATS')) {
    const times = parsePositive(reader, TIMES, 'a positive whole number');
    reader.expect('TIMES');
    return { kind: 'repeats', times };
  }
  if (reader.accept('START')) {
    const start = parseTimestampConstant(reader);
    reader.expect('STOP');
    return { kind: 'start-stop', start, stop: parseTimestampConstant(reader) };
  }
  return undefined;
}

function parsePositive(reader: TokenReader, form: RegExp, expected: string): number {
  const { kind, text } = reader.current;
  const value = Number(text);
  if (kind !== 'number' || !form.test(text) || value <= 0 || value > Number.MAX_SAFE_INTEGER)
    return reader.fail(expected);
  reader.take();
  return value;
}

function parseTimestampConstant(reader: TokenReader): string {
  const { kind, prefix, text } = reader.current;
  if (kind !== 'quoted' || prefix !== 't' || !isTimestamp(text)) return reader.fail("a timestamp t'..'");
  return reader.take().text;
}
