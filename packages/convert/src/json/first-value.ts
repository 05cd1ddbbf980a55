import type { JsonValue } from '@entente/stix';

/** The first value of a JSON text. */
export type FirstValue = {
  readonly value: JsonValue;
  /** Whether all of it is there. Where it is not, the text ends within its last member. */
  readonly isComplete: boolean;
};

/** Strings (the last may lack its end), punctuation, and other words. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*(?<end>"?)|[{}[\],]|[^\s"{}[\],]+/gs;

/**
 * Reads the first list or object of a text that may be cut off anywhere, as far as it goes. Undefined if the text does not
 * begin with one, or is no JSON.
 */
export function firstValue(text: string): FirstValue | undefined {
  const open: string[] = [];
  let complete = '';
  for (const match of text.matchAll(TOKEN)) {
    const [token] = match;
    if (open.length === 0 && token !== '{' && token !== '[') return undefined;
    if (match.groups?.end === '') break;
    if (token === ',') complete = text.slice(0, match.index) + closing(open);
    if (token === '{' || token === '[') {
      open.push(token === '{' ? '}' : ']');
    } else if (token === '}' || token === ']') {
      if (open.pop() !== token) return undefined;
    } else {
      continue;
    }
    const end = match.index + token.length;
    if (open.length === 0) return parsed(text.slice(0, end), true);
    complete = text.slice(0, end) + closing(open);
  }
  return parsed(complete, false);
}

function closing(open: readonly string[]): string {
  return open.toReversed().join('');
}

function parsed(text: string, isComplete: boolean): FirstValue | undefined {
  try {
    return { value: JSON.parse(text), isComplete };
  } catch {
    return undefined;
  }
}
