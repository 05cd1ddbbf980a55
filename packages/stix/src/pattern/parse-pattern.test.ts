import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { INVALID_PATTERNS, VALID_PATTERNS } from './fixtures/patterns.ts';
import { parsePattern } from './parse-pattern.ts';
import type { ComparisonExpression, Constant, ObservationExpression } from './pattern-expression.ts';

function parse(text: string): ObservationExpression {
  const parsed = parsePattern(text);
  assert.ok(parsed.ok, parsed.ok ? '' : `${parsed.message} at ${parsed.offset}`);
  return parsed.expression;
}

/** The comparisons within the brackets of a pattern of one observation. */
function comparisonIn(text: string): ComparisonExpression {
  const expression = parse(text);
  assert.ok(expression.kind === 'observation');
  return expression.comparison;
}

function constantIn(constant: string): Constant | undefined {
  const comparison = comparisonIn(`[x:y = ${constant}]`);
  return comparison.kind === 'comparison' ? comparison.values[0] : undefined;
}

/** An expression with its structure shown by brackets, each comparison by its path. */
function structure(expression: ObservationExpression | ComparisonExpression): string {
  switch (expression.kind) {
    case 'observation':
      return `[${structure(expression.comparison)}]`;
    case 'comparison':
      return expression.path.objectType;
    case 'qualified':
      return `${expression.qualifier.kind}(${structure(expression.expression)})`;
    default:
      return `${expression.kind}(${expression.operands.map(structure).join(' ')})`;
  }
}

for (const pattern of VALID_PATTERNS) {
  test(`accepts ${JSON.stringify(pattern)}`, () => {
    const parsed = parsePattern(pattern);
    assert.ok(parsed.ok, parsed.ok ? '' : `${parsed.message} at ${parsed.offset}`);
  });
}

for (const [pattern, offset] of INVALID_PATTERNS) {
  test(`refuses ${JSON.stringify(pattern.slice(0, 80))}`, () => {
    const parsed = parsePattern(pattern);
    assert.ok(!parsed.ok);
    assert.equal(parsed.offset, offset, parsed.message);
    assert.notEqual(parsed.message, '');
  });
}

test('AND binds closer than OR, OR closer than FOLLOWEDBY, qualifiers closest', () => {
  assert.equal(structure(parse('[a:x = 1 OR b:x = 1 AND b:y = 1 OR c:x = 1]')), '[or(a and(b b) c)]');
  assert.equal(structure(parse('[(b:x = 1 OR a:x = 1) AND b:y = 1]')), '[and(or(b a) b)]');
  assert.equal(
    structure(parse('[a:x=1] FOLLOWEDBY [b:x=1] OR [c:x=1] AND [d:x=1] FOLLOWEDBY [e:x=1]')),
    'followedby([a] or([b] and([c] [d])) [e])',
  );
  assert.equal(structure(parse('[a:x=1] AND [b:x=1] REPEATS 5 TIMES')), 'and([a] repeats([b]))');
  assert.equal(structure(parse('([a:x=1] AND [b:x=1]) REPEATS 5 TIMES')), 'repeats(and([a] [b]))');
  assert.equal(structure(parse('[a:x=1] REPEATS 5 TIMES WITHIN 9 SECONDS')), 'within(repeats([a]))');
  assert.equal(structure(parse('([a:x=1] OR [b:x=1]) AND [c:x=1]')), 'and(or([a] [b]) [c])');
});

test('a comparison is read whole', () => {
  assert.deepEqual(comparisonIn("[file:extensions.'x-y'[0].z[*] NOT IN ('a', 'it\\'s \\\\')]"), {
    kind: 'comparison',
    path: {
      objectType: 'file',
      steps: [{ key: 'extensions' }, { key: 'x-y' }, { index: 0 }, { key: 'z' }, { index: '*' }],
    },
    operator: 'IN',
    isNegated: true,
    values: [
      { type: 'string', text: 'a' },
      { type: 'string', text: "it's \\" },
    ],
  });
  assert.deepEqual(comparisonIn('[NOT EXISTS a:b]'), {
    kind: 'comparison',
    path: { objectType: 'a', steps: [{ key: 'b' }] },
    operator: 'EXISTS',
    isNegated: true,
    values: [],
  });
});

test('constants keep their type and text', () => {
  assert.deepEqual(constantIn('-12'), { type: 'integer', text: '-12' });
  assert.deepEqual(constantIn('1.50'), { type: 'float', text: '1.50' });
  assert.deepEqual(constantIn('true'), { type: 'boolean', text: 'true' });
  assert.deepEqual(constantIn("h'FFd8'"), { type: 'hex', text: 'FFd8' });
  assert.deepEqual(constantIn("b'dGVz\ndA=='"), { type: 'binary', text: 'dGVzdA==' });
  assert.deepEqual(constantIn("t'2014-01-13T07:03:17.10Z'"), { type: 'timestamp', text: '2014-01-13T07:03:17.10Z' });
});

test('qualifiers keep their values', () => {
  const qualifierOf = (text: string) => {
    const expression = parse(`[a:b = 1] ${text}`);
    return expression.kind === 'qualified' ? expression.qualifier : undefined;
  };
  assert.deepEqual(qualifierOf('WITHIN 2.5 SECONDS'), { kind: 'within', seconds: 2.5 });
  assert.deepEqual(qualifierOf('REPEATS 3 TIMES'), { kind: 'repeats', times: 3 });
  assert.deepEqual(qualifierOf("START t'2016-06-01T00:00:00Z' STOP t'2016-07-01T00:00:00.5Z'"), {
    kind: 'start-stop',
    start: '2016-06-01T00:00:00Z',
    stop: '2016-07-01T00:00:00.5Z',
  });
});

test('long patterns are read, deep ones are refused, neither by the stack', () => {
  const long = Array.from({ length: 50_000 }, (_, i) => `file:size = ${i}`);
  assert.ok(parsePattern(`[${long.join(' OR ')}]`).ok);
  assert.ok(parsePattern(long.map((comparison) => `[${comparison}]`).join(' FOLLOWEDBY ')).ok);
  const nest = (depth: number, inner: string) => '('.repeat(depth) + inner + ')'.repeat(depth);
  assert.ok(parsePattern(nest(100, '[a:b = 1]')).ok);
  assert.ok(parsePattern(`[${nest(100, 'a:b = 1')}]`).ok);
  assert.equal(parsePattern(nest(101, '[a:b = 1]')).ok, false);
  assert.equal(parsePattern(nest(1_000_000, '[a:b = 1]')).ok, false);
  assert.equal(parsePattern(`[${'('.repeat(1_000_000)}`).ok, false);
  assert.equal(parsePattern(`[a:b = '${'\\\\'.repeat(1_000_000)}`).ok, false);
  assert.ok(parsePattern(`${' '.repeat(1_000_000)}[a:b = 1]`).ok);
  assert.ok(parsePattern(`${'/**/'.repeat(250_000)}[a:b = 1]`).ok);
});

test('strings of any characters come back as they were', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const quoted = `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
      assert.deepEqual(constantIn(quoted), { type: 'string', text });
    }),
  );
});

test('no text makes the parser throw, and an error lies within the text', () => {
  const pieces = [
    '[',
    ']',
    '(',
    ')',
    'a',
    ':',
    '.',
    ' ',
    "'",
    '\\',
    '=',
    'AND',
    'OR',
    '1',
    '-',
    "h'",
    'WITHIN',
    'NOT',
    '/*',
  ];
  const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 2 })), { maxLength: 30 });
  fc.assert(
    fc.property(text, (parts) => {
      const pattern = parts.join('');
      const parsed = parsePattern(pattern);
      assert.ok(parsed.ok || (parsed.offset >= 0 && parsed.offset <= pattern.length));
    }),
    { numRuns: 2000 },
  );
});

test('a message does not quote the constants and names of the pattern', () => {
  for (const pattern of [
    "[secret:name = 'hunter2' hunter2]",
    '[file:name = hunter2]',
    '[file:secret-x = 1]',
    '[a:b = 1] hunter2',
  ]) {
    const parsed = parsePattern(pattern);
    assert.ok(!parsed.ok);
    assert.doesNotMatch(parsed.message, /hunter2|secret/);
  }
});
