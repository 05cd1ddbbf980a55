import { isTimestamp } from '../time/timestamp.ts';
import type { Constant, ConstantType } from './pattern-expression.ts';
import { PatternSyntaxError } from './pattern-syntax-error.ts';
import type { TokenReader } from './token-reader.ts';
import type { Token } from './tokenize.ts';

const HEX = /^(?:[0-9A-Fa-f]{2})*$/;
const BASE64_CHARACTERS = /^[0-9A-Za-z+/]*={0,2}$/;

/** Reads a constant (section 9.2). */
export function parseConstant(reader: TokenReader): Constant {
  const { kind, text } = reader.current;
  switch (kind) {
    case 'string':
      return { type: 'string', text: reader.take().text };
    case 'number':
      return numberConstant(reader.take());
    case 'quoted':
      return quotedConstant(reader.take());
    case 'keyword':
      if (text === 'true' || text === 'false') return { type: 'boolean', text: reader.take().text };
      return reader.fail('a constant');
    default:
      return reader.fail('a constant');
  }
}

/** Reads the constants of IN: any number in parentheses, all of one type, where numbers are one type. */
export function parseConstants(reader: TokenReader): Constant[] {
  reader.expect('(');
  const constants: Constant[] = [];
  if (reader.accept(')')) return constants;
  do {
    const { offset } = reader.current;
    const constant = parseConstant(reader);
    const [first = constant] = constants;
    if (comparableType(first.type) !== comparableType(constant.type)) {
      throw new PatternSyntaxError('The constants of IN must be of one type', offset);
    }
    constants.push(constant);
  } while (reader.accept(','));
  reader.expect(')');
  return constants;
}

function comparableType(type: ConstantType): string {
  return type === 'integer' || type === 'float' ? 'number' : type;
}

/** Section 9.2 refers to sections 2.6 and 2.10: integers of 54 bits and finite doubles. */
function numberConstant({ text, offset }: Token): Constant {
  const type = text.includes('.') ? 'float' : 'integer';
  const value = Number(text);
  if (type === 'integer' ? !Number.isSafeInteger(value) : !Number.isFinite(value)) {
    throw new PatternSyntaxError('This number is out of range', offset);
  }
  return { type, text };
}

function quotedConstant({ prefix, text, offset }: Token): Constant {
  if (prefix === 'h') {
    if (!HEX.test(text)) throw new PatternSyntaxError('A hex constant must be an even number of hex digits', offset);
    return { type: 'hex', text };
  }
  if (prefix === 't') {
    if (!isTimestamp(text)) throw new PatternSyntaxError('This is no STIX timestamp', offset);
    return { type: 'timestamp', text };
  }
  // Line feeds in base64 are allowed and mean nothing.
  const base64 = text.replaceAll(/[\r\n]/g, '');
  if (base64.length % 4 !== 0 || !BASE64_CHARACTERS.test(base64)) {
    throw new PatternSyntaxError('A binary constant must be base64', offset);
  }
  return { type: 'binary', text: base64 };
}
