import { PatternSyntaxError } from './pattern-syntax-error.ts';

/** `quoted` is a constant in apostrophes with a letter before it: `h'..'`, `b'..'`, `t'..'`. */
export type TokenKind = 'keyword' | 'name' | 'number' | 'quoted' | 'string' | 'symbol' | 'end';

export type Token = {
  readonly kind: TokenKind;
  /** As written; of a string, what it says; of a quoted constant, what is between the apostrophes. */
  readonly text: string;
  /** The letter before a quoted constant, else empty. */
  readonly prefix: string;
  /** Where it begins, in UTF-16 code units. */
  readonly offset: number;
};

/** Reserved, and so neither a type nor a property unless in apostrophes. LAST has no use in the standard. */
const KEYWORDS = new Set(
  (
    'AND OR NOT FOLLOWEDBY LIKE MATCHES ISSUPERSET ISSUBSET EXISTS LAST IN ' +
    'START STOP SECONDS WITHIN REPEATS TIMES true false'
  ).split(' '),
);

/** Unicode white space (WSpace=Y, section 9.4), which is not the same as JavaScript's. */
const SPACE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/y;
const LINE_COMMENT = /\/\/[^\r\n]*/y;
const NAME = /[A-Za-z_][A-Za-z0-9_-]*/y;
const NUMBER = /-?(?:[0-9]*\.[0-9]+|0|[1-9][0-9]*)/y;
const SYMBOL = /==|!=|<>|<=|>=|[=<>:.,()[\]*]/y;
const STRING_STOP = /['\\]/g;
const APOSTROPHE = "'";

/** Cuts a pattern into tokens, the last of kind `end`. Throws a PatternSyntaxError. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let offset = skipSpace(text, 0);
  while (offset < text.length) {
    const [token, end] = readToken(text, offset);
    tokens.push(token);
    offset = skipSpace(text, end);
  }
  tokens.push({ kind: 'end', text: '', prefix: '', offset });
  return tokens;
}

/** White space and comments, which the OASIS grammar allows wherever white space is. */
function skipSpace(text: string, from: number): number {
  let offset = from;
  for (;;) {
    const skipped = match(SPACE, text, offset) ?? match(LINE_COMMENT, text, offset) ?? blockComment(text, offset);
    if (skipped === undefined) return offset;
    offset += skipped.length;
  }
}

function blockComment(text: string, offset: number): string | undefined {
  if (!text.startsWith('/*', offset)) return undefined;
  const end = text.indexOf('*/', offset + 2);
  if (end < 0) throw new PatternSyntaxError('This comment does not end', offset);
  return text.slice(offset, end + 2);
}

function readToken(text: string, offset: number): [token: Token, end: number] {
  if (text[offset] === APOSTROPHE) {
    const [content, end] = readString(text, offset);
    return [{ kind: 'string', text: content, prefix: '', offset }, end];
  }
  const name = match(NAME, text, offset);
  if (name !== undefined) {
    if ((name === 'h' || name === 'b' || name === 't') && text[offset + 1] === APOSTROPHE) {
      const [content, end] = readString(text, offset + 1);
      return [{ kind: 'quoted', text: content, prefix: name, offset }, end];
    }
    const kind = KEYWORDS.has(name) ? 'keyword' : 'name';
    return [{ kind, text: name, prefix: '', offset }, offset + name.length];
  }
  const number = match(NUMBER, text, offset);
  if (number !== undefined) return [{ kind: 'number', text: number, prefix: '', offset }, offset + number.length];
  const symbol = match(SYMBOL, text, offset);
  if (symbol !== undefined) return [{ kind: 'symbol', text: symbol, prefix: '', offset }, offset + symbol.length];
  throw new PatternSyntaxError('This character has no meaning in a pattern', offset);
}

/** Reads from an apostrophe to the next that is not escaped; a backslash escapes itself and the apostrophe only. */
function readString(text: string, offset: number): [content: string, end: number] {
  let content = '';
  let from = offset + 1;
  for (;;) {
    STRING_STOP.lastIndex = from;
    const stop = STRING_STOP.exec(text)?.index;
    if (stop === undefined) throw new PatternSyntaxError('The apostrophe that ends this constant is missing', offset);
    content += text.slice(from, stop);
    if (text[stop] === APOSTROPHE) return [content, stop + 1];
    const escaped = text[stop + 1];
    if (escaped !== APOSTROPHE && escaped !== '\\') {
      throw new PatternSyntaxError('A backslash must be followed by a backslash or an apostrophe', stop);
    }
    content += escaped;
    from = stop + 2;
  }
}

function match(expression: RegExp, text: string, offset: number): string | undefined {
  expression.lastIndex = offset;
  return expression.exec(text)?.[0];
}
