/** Tokens of a text as parallel arrays; `start` and `end` are UTF-16 offsets, end exclusive. */
export interface Tokens {
  readonly text: string;
  readonly words: readonly string[];
  readonly start: readonly number[];
  readonly end: readonly number[];
}

// Longer words than this are cut, so that a text without spaces costs no more than any other.
const LONGEST_WORD = 64;

const TOKEN = new RegExp(
  [
    "''|``", // old newspaper quotation marks
    '(?:\\p{Lu}\\.){1,8}\\p{Lu}(?![\\p{L}\\p{N}])\\.?', // U.S., U.S, G.O.P.
    '[$€£]?\\d[\\d,.]{0,30}\\d(?:st|nd|rd|th|s)?|\\d(?:st|nd|rd|th|s)?', // 2,000  17th  $5
    `[\\p{L}\\p{M}\\p{N}_]{1,${LONGEST_WORD}}(?:[-&@][\\p{L}\\p{N}]{1,${LONGEST_WORD}}){0,6}`,
    '--|\\.\\.\\.',
    '\\S',
  ].join('|'),
  'gu',
);

const NEGATED = /^(?:do|does|did|is|are|was|were|have|has|had|wo|would|could|should|ca|must|need|ai|might|sha)n$/i;
const ABBREVIATION =
  /^(?:Mr|Mrs|Ms|Dr|Prof|Rev|Hon|St|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Brig|Del|Pres|Jr|Sr|Inc|Corp|Co|Ltd|vs|etc|No|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Mass|Calif|Fla|Tenn|Ariz|Conn|Md|Va|Wis|Minn|Mich|Pa|Ill|Ind|Okla|Ore|Wash|Tex|Ala|Ark|Colo|Del|Ga|Kan|Ky|La|Me|Mo|Miss|Mont|Neb|Nev|approx|Ph|Ave|Blvd|[A-Z])$/;

/** Splits a text into tokens: clitics (`’s`, `n't`), abbreviations and quotation marks each stand apart. */
export function tokenize(text: string): Tokens {
  const words: string[] = [];
  const start: number[] = [];
  const end: number[] = [];
  const push = (from: number, to: number) => {
    words.push(text.slice(from, to));
    start.push(from);
    end.push(to);
  };
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const from = match.index;
    let to = from + match[0].length;
    const word = match[0];
    const after = text.charCodeAt(to);
    if (after === 0x2e && ABBREVIATION.test(word)) {
      to++; // the full stop belongs to the abbreviation
    } else if (after === 0x27 || after === 0x2019) {
      const clitic = cliticAfter(text, to);
      if (clitic > 0 && /\p{L}$/u.test(word)) {
        if (clitic === 2 && NEGATED.test(word) && /[tT]/.test(text.charAt(to + 1))) {
          if (word.length > 1) push(from, to - 1);
          push(to - 1, to + clitic);
        } else if (clitic > 4 || /^[OD]$/.test(word)) {
          push(from, to + clitic); // O'Neill is one word
        } else {
          push(from, to);
          push(to, to + clitic);
        }
        TOKEN.lastIndex = to + clitic;
        continue;
      }
    }
    push(from, to);
    TOKEN.lastIndex = to;
  }
  return { text, words, start, end };
}

/** The length of an apostrophe and the letters after it at `at`, or 0 where no short run of letters follows. */
function cliticAfter(text: string, at: number): number {
  let to = at + 1;
  while (to < at + LONGEST_WORD && isLetter(text.charCodeAt(to))) to++;
  return to === at + 1 ? 0 : to - at;
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || (code >= 0xc0 && code <= 0x24f);
}
