/** A whole STIX pattern (section 9.4): one observation, or several joined. */
export type PatternExpression = ObservationExpression;

export type ObservationExpression =
  | { readonly kind: 'observation'; readonly comparison: ComparisonExpression }
  | { readonly kind: 'and' | 'or' | 'followedby'; readonly operands: readonly ObservationExpression[] }
  | { readonly kind: 'qualified'; readonly expression: ObservationExpression; readonly qualifier: Qualifier };

/** Section 9.5.1. Timestamps are text, so that they keep their precision. */
export type Qualifier =
  | { readonly kind: 'within'; readonly seconds: number }
  | { readonly kind: 'repeats'; readonly times: number }
  | { readonly kind: 'start-stop'; readonly start: string; readonly stop: string };

export type ComparisonExpression =
  | { readonly kind: 'and' | 'or'; readonly operands: readonly ComparisonExpression[] }
  | Comparison;

/** `<path> [NOT] <operator> <values>`: one value, any number for IN, none for EXISTS. */
export type Comparison = {
  readonly kind: 'comparison';
  readonly path: ObjectPath;
  readonly operator: ComparisonOperator;
  readonly isNegated: boolean;
  readonly values: readonly Constant[];
};

/** Section 9.6.1. The spellings `==` and `<>` come as `=` and `!=`. */
export type ComparisonOperator =
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'IN'
  | 'LIKE'
  | 'MATCHES'
  | 'ISSUBSET'
  | 'ISSUPERSET'
  | 'EXISTS';

/** Section 9.7: the type of an observable and the way from it to a property. */
export type ObjectPath = {
  readonly objectType: string;
  readonly steps: readonly PathStep[];
};

/** A property or dictionary key, or a place in a list: a number from 0, or all of them. */
export type PathStep = { readonly key: string } | { readonly index: number | '*' };

/**
 * Section 9.2. The text is what the constant says: a string without its escapes, a number as it was written, `true` or
 * `false`, a timestamp, hexadecimal digits, base64.
 */
export type Constant = {
  readonly type: ConstantType;
  readonly text: string;
};

export type ConstantType = 'binary' | 'boolean' | 'float' | 'hex' | 'integer' | 'string' | 'timestamp';
