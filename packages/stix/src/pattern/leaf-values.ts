import type {
  Comparison,
  ComparisonExpression,
  ObjectPath,
  ObservationExpression,
  PatternExpression,
} from './pattern-expression.ts';

/** One value that a pattern looks for, for a table of indicators. */
export type LeafValue = {
  /** Such as `file`. */
  readonly objectType: string;
  /** Such as `hashes.'SHA-256'`. */
  readonly path: string;
  /** Such as `=` or `NOT IN`. */
  readonly operator: string;
  /** What the constant says, without apostrophes and escapes; empty for EXISTS. */
  readonly value: string;
};

const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Every value of a pattern in the order of its text; IN gives one for each of its constants. */
export function leafValues(expression: PatternExpression): LeafValue[] {
  return observationsOf(expression).flatMap(comparisonsOf).flatMap(valuesOf);
}

/** A path without its object type, as it is written in a pattern. */
export function formatPath(path: ObjectPath): string {
  const steps = path.steps.map((step) => {
    if ('index' in step) return `[${step.index}]`;
    return `.${PLAIN_KEY.test(step.key) ? step.key : quote(step.key)}`;
  });
  return steps.join('').slice(1);
}

function observationsOf(expression: ObservationExpression): ComparisonExpression[] {
  switch (expression.kind) {
    case 'observation':
      return [expression.comparison];
    case 'qualified':
      return observationsOf(expression.expression);
    default:
      return expression.operands.flatMap(observationsOf);
  }
}

function comparisonsOf(expression: ComparisonExpression): Comparison[] {
  return expression.kind === 'comparison' ? [expression] : expression.operands.flatMap(comparisonsOf);
}

function valuesOf(comparison: Comparison): LeafValue[] {
  const { objectType } = comparison.path;
  const path = formatPath(comparison.path);
  const operator = comparison.isNegated ? `NOT ${comparison.operator}` : comparison.operator;
  if (comparison.operator === 'EXISTS') return [{ objectType, path, operator, value: '' }];
  return comparison.values.map(({ text }) => ({ objectType, path, operator, value: text }));
}

function quote(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
}
