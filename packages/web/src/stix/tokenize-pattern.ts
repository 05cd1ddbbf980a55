/** A piece of a STIX pattern, for colouring; joined, the pieces are the pattern. */
export interface PatternToken {
  kind: 'keyword' | 'string' | 'number' | 'path' | 'operator' | 'bracket' | 'space' | 'other';
  text: string;
}

/** The lexical grammar of STIX patterning (section 9), as far as colouring needs it. */
const grammar: [PatternToken['kind'], RegExp][] = [
  ['space', /\s+/y],
  ['string', /[thb]?'(?:\\.|[^'\\])*'?/y],
  [
    'keyword',
    /\b(?:AND|OR|NOT|FOLLOWEDBY|LIKE|MATCHES|ISSUPERSET|ISSUBSET|EXISTS|IN|START|STOP|WITHIN|REPEATS|TIMES|SECONDS|true|false)\b/y,
  ],
  ['number', /-?\d+(?:\.\d+)?/y],
  ['path', /[A-Za-z_][\w-]*(?::[\w-]+)?(?:\.[\w-]+|\.'[^']*'|\[(?:\*|\d+)\])*/y],
  ['operator', /[=!<>]=?|\*/y],
  ['bracket', /[[\](),]/y],
  ['other', /./suy],
];

/** Splits a pattern of any quality into tokens; what the grammar does not know is `other`. */
export function tokenizePattern(pattern: string): PatternToken[] {
  const tokens: PatternToken[] = [];
  let at = 0;
  while (at < pattern.length) {
    for (const [kind, form] of grammar) {
      form.lastIndex = at;
      const text = form.exec(pattern)?.[0];
      if (!text) continue;
      tokens.push({ kind, text });
      at += text.length;
      break;
    }
  }
  return tokens;
}
