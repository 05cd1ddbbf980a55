import { endOfString } from './end-of-string.ts';

const QUOTE = 0x22;
const MINUS = 0x2d;

/** Any decimal of so many characters without an exponent comes back from an IEEE double as it went in. */
const SAFE_LENGTH = 15;

/**
 * The first number, as written, that has another value after it was an IEEE double, as it would have in its canonical
 * form (RFC 8785 section 3.2.2.3): `12345678901234567890`, `1e-400`. Another spelling of the same value, such as `1.00`
 * or `1E2`, is no change. `bytes` are valid JSON; undefined where no number changes.
 */
export function numberThatChanges(bytes: Uint8Array): string | undefined {
  const json = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let i = 0;
  while (i < json.length) {
    const byte = json[i];
    if (byte === QUOTE) {
      const after = endOfString(json, i + 1);
      if (after < 0) return undefined;
      i = after;
    } else if (byte === MINUS || isDigit(byte)) {
      const start = i;
      while (isOfNumber(json[i])) i += 1;
      const text = json.toString('latin1', start, i);
      if (numberChanges(text)) return text;
    } else {
      i += 1;
    }
  }
  return undefined;
}

function numberChanges(text: string): boolean {
  if (text.length <= SAFE_LENGTH && !/[eE]/.test(text)) return false;
  const value = Number(text);
  return !Number.isFinite(value) || normalize(text) !== normalize(String(value));
}

/** A decimal as its digits, without zeros at either end, and the power of ten of the last of them. */
function normalize(text: string): string {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  if (digits === '') return '0';
  const significant = withoutTrailingZeros(digits);
  const power = Number(exponent) - fraction.length + (digits.length - significant.length);
  return `${mantissa.startsWith('-') ? '-' : ''}${significant}e${power}`;
}

function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

/** A digit or one of `+ - . e E`. */
function isOfNumber(byte: number | undefined): boolean {
  return isDigit(byte) || byte === 0x2b || byte === MINUS || byte === 0x2e || byte === 0x65 || byte === 0x45;
}
