import { isIpv4, isIpv6 } from '../values/internet-addresses.ts';
import { parseConstant, parseConstants } from './parse-constant.ts';
import { parseObjectPath } from './parse-object-path.ts';
import type { Comparison, ComparisonExpression, ComparisonOperator, Constant } from './pattern-expression.ts';
import { PatternSyntaxError } from './pattern-syntax-error.ts';
import type { TokenReader } from './token-reader.ts';

/** An expression and the types of the objects that can satisfy it. */
type TypedExpression = { readonly expression: ComparisonExpression; readonly objectTypes: ReadonlySet<string> };

const OPERATORS: ReadonlyMap<string, ComparisonOperator> = new Map([
  ['=', '='],
  ['==', '='],
  ['!=', '!='],
  ['<>', '!='],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
  ['IN', 'IN'],
  ['LIKE', 'LIKE'],
  ['MATCHES', 'MATCHES'],
  ['ISSUBSET', 'ISSUBSET'],
  ['ISSUPERSET', 'ISSUPERSET'],
]);

/** Reads what is between the brackets of an observation (section 9.6): comparisons joined by AND before OR. */
export function parseComparisonExpression(reader: TokenReader): ComparisonExpression {
  return parseOr(reader).expression;
}

function parseOr(reader: TokenReader): TypedExpression {
  const first = parseAnd(reader);
  const operands = [first.expression];
  const objectTypes = new Set(first.objectTypes);
  while (reader.accept('OR')) {
    const operand = parseAnd(reader);
    operands.push(operand.expression);
    for (const type of operand.objectTypes) objectTypes.add(type);
  }
  return operands.length === 1 ? first : { expression: { kind: 'or', operands }, objectTypes };
}

function parseAnd(reader: TokenReader): TypedExpression {
  const first = parseTerm(reader);
  const operands = [first.expression];
  let { objectTypes } = first;
  while (reader.accept('AND')) {
    const { offset } = reader.current;
    const operand = parseTerm(reader);
    operands.push(operand.expression);
    objectTypes = inBoth(objectTypes, operand.objectTypes);
    if (objectTypes.size === 0) {
      throw new PatternSyntaxError('What AND joins in an observation must be of the same object type', offset);
    }
  }
  return operands.length === 1 ? first : { expression: { kind: 'and', operands }, objectTypes };
}

function inBoth(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...a].filter((type) => b.has(type)));
}

function parseTerm(reader: TokenReader): TypedExpression {
  if (reader.accept('(')) return reader.nested(() => parseOr(reader));
  const comparison = parseComparison(reader);
  return { expression: comparison, objectTypes: new Set([comparison.path.objectType]) };
}

/** `[NOT] EXISTS path`, or `path [NOT] operator constant`. */
function parseComparison(reader: TokenReader): Comparison {
  const isNegatedBefore = reader.accept('NOT');
  if (isNegatedBefore) reader.expect('EXISTS');
  if (isNegatedBefore || reader.accept('EXISTS')) {
    const path = parseObjectPath(reader);
    return { kind: 'comparison', path, operator: 'EXISTS', isNegated: isNegatedBefore, values: [] };
  }
  const path = parseObjectPath(reader);
  const isNegated = reader.accept('NOT');
  const operator = parseOperator(reader);
  return { kind: 'comparison', path, operator, isNegated, values: parseValues(reader, operator) };
}

function parseOperator(reader: TokenReader): ComparisonOperator {
  const { kind, text } = reader.current;
  const operator = kind === 'symbol' || kind === 'keyword' ? OPERATORS.get(text) : undefined;
  if (operator === undefined) return reader.fail('a comparison operator');
  reader.take();
  return operator;
}

function parseValues(reader: TokenReader, operator: ComparisonOperator): readonly Constant[] {
  const { kind, text, offset } = reader.current;
  switch (operator) {
    case 'IN':
      return parseConstants(reader);
    case 'LIKE':
    case 'MATCHES':
      return kind === 'string' ? [parseConstant(reader)] : reader.fail('a string');
    case 'ISSUBSET':
    case 'ISSUPERSET':
      if (kind !== 'string') return reader.fail('a string');
      if (!isIpv4(text) && !isIpv6(text)) {
        throw new PatternSyntaxError(`${operator} compares with an IP address or a network in CIDR notation`, offset);
      }
      return [parseConstant(reader)];
    case '<':
    case '<=':
    case '>':
    case '>=':
      if (kind === 'keyword') return reader.fail('a constant that has an order');
      return [parseConstant(reader)];
    default:
      return [parseConstant(reader)];
  }
}
