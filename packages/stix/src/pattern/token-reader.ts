import { PatternSyntaxError } from './pattern-syntax-error.ts';
import type { Token, TokenKind } from './tokenize.ts';

/** How deep parentheses may be nested in each other: far beyond what people write, far below what the stack bears. */
const MAX_NESTING = 100;

const KIND_NAMES: Record<TokenKind, string> = {
  keyword: 'a keyword',
  name: 'a name',
  number: 'a number',
  quoted: 'a constant',
  string: 'a string',
  symbol: 'a symbol',
  end: 'the end',
};

/** The tokens of a pattern, read one after the other. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #next = 0;
  #nesting = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** The token to come. */
  get current(): Token {
    const token = this.#tokens[this.#next];
    if (token === undefined) throw new RangeError('Read beyond the end of the pattern');
    return token;
  }

  /** Takes the next token, whatever it is; the end stays. */
  take(): Token {
    const token = this.current;
    if (token.kind !== 'end') this.#next += 1;
    return token;
  }

  /** Takes the next token if it is this symbol or keyword. */
  accept(text: string): boolean {
    const { kind, text: found } = this.current;
    if ((kind !== 'symbol' && kind !== 'keyword') || found !== text) return false;
    this.#next += 1;
    return true;
  }

  /** Takes the next token, which must be this symbol or keyword. */
  expect(text: string): void {
    if (!this.accept(text)) this.fail(text);
  }

  /** Takes the next token, which must be of this kind; `expected` says in words what it would be. */
  expectKind(kind: TokenKind, expected: string): Token {
    return this.current.kind === kind ? this.take() : this.fail(expected);
  }

  /** Reads what is between parentheses, whose opening one was taken. */
  nested<T>(read: () => T): T {
    this.#nesting += 1;
    if (this.#nesting > MAX_NESTING) {
      throw new PatternSyntaxError(`Parentheses are nested deeper than ${MAX_NESTING} levels`, this.current.offset);
    }
    const result = read();
    this.#nesting -= 1;
    this.expect(')');
    return result;
  }

  /** Says that something else should come next. Quotes no content, only symbols and keywords. */
  fail(expected: string): never {
    const { kind, text, offset } = this.current;
    const found = kind === 'symbol' || kind === 'keyword' ? text : KIND_NAMES[kind];
    throw new PatternSyntaxError(`Expected ${expected}, found ${found}`, offset);
  }
}
