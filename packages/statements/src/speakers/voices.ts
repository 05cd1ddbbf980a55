import type { Prepared } from '../attributions/span-tagger.ts';
import type { Turn } from '../attributions/turns.ts';
import type { Speaker } from '../statement.ts';
import type { TokenRange } from '../text/segment.ts';
import { addOffice, type Cast, phrase } from './cast.ts';
import { countryIn } from './countries.ts';
import { isOffice } from './offices.ts';

/** Who "I" and "you" are in a text, and whose turn it is. */
export interface Voices {
  /** The speaker of a turn, by where its label begins. */
  ofLabel(range: TokenRange): Speaker | undefined;
  /** Who says "I" or "we" at a token. */
  speakingAt(at: number): Speaker | undefined;
  /** To whom "you" is said at a token. */
  spokenToAt(at: number): Speaker | undefined;
}

/** The voices of a text; `resolve` tells whom a name in it means, `writtenBy` who its author is. */
export function createVoices(
  text: Prepared,
  cast: Cast,
  turns: readonly Turn[],
  writtenBy: string | undefined,
  resolve: (range: TokenRange) => Speaker | undefined,
): Voices {
  const known = new Map<Turn, Speaker | undefined>();
  const author: Speaker | undefined = writtenBy ? { name: writtenBy, kind: 'person' } : authorOf(text.a.text);
  const byLabel = new Map(turns.map((turn) => [turn.label.from, turn]));

  function speakerOf(turn: Turn): Speaker | undefined {
    if (!known.has(turn)) known.set(turn, named(turn));
    return known.get(turn);
  }

  function named({ label, role, part }: Turn): Speaker | undefined {
    if (part === 'asks') return undefined;
    if (part === 'answers') return interviewed(cast, turns[0]?.label.from ?? 0, resolve);
    const isHandle = text.a.words[label.from] === '@';
    const person = role && cast.mentions.find((each) => each.person && each.from >= role.from && each.to === role.to);
    if (person?.person && !isHandle) {
      const office = phrase(text, label).replace(/^the /i, '');
      if (office.split(' ').some(isOffice)) addOffice(person.person, office);
      return resolve({ from: person.titleFrom, to: person.to });
    }
    if (role === undefined || !isHandle) return resolve(label);
    const mention: Speaker['mention'] = [text.a.start[label.from] ?? 0, text.a.end[label.to - 1] ?? 0];
    return { ...describedBy(phrase(text, role)), name: phrase(text, label), mention };
  }

  const turnAt = (at: number): number => {
    let [low, high] = [0, turns.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((turns[middle]?.content.to ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return (turns[low]?.content.from ?? Number.POSITIVE_INFINITY) <= at ? low : -1;
  };

  return {
    ofLabel({ from, to }) {
      const turn = byLabel.get(from);
      return turn?.label.to === to ? speakerOf(turn) : undefined;
    },
    speakingAt(at) {
      const turn = turns[turnAt(at)];
      return turn ? speakerOf(turn) : author;
    },
    spokenToAt(at) {
      const here = turnAt(at);
      const answer = here < 0 ? undefined : turns[here + 1];
      return answer && speakerOf(answer);
    },
  };
}

/** Whom the answers of an interview are of: the first person named before it begins. */
function interviewed(
  { mentions }: Cast,
  before: number,
  resolve: (range: TokenRange) => Speaker | undefined,
): Speaker | undefined {
  const mention = mentions.find(({ person, from }) => person && from < before);
  return mention && resolve({ from: mention.titleFrom, to: mention.to });
}

/** "Finland's foreign minister", "Ministry of Foreign Affairs of Estonia". */
function describedBy(role: string): Omit<Speaker, 'name'> {
  const words = role.split(/\s+/);
  const country = countryIn(words);
  const spokenFor = country === undefined ? {} : { spokenFor: country };
  return words.some((word) => isOffice(word))
    ? { kind: 'person', office: role, ...spokenFor }
    : { kind: 'organisation', ...spokenFor };
}

const SENDER = /^(?:From|Sender):[ \t]*"?([^<"\n]{2,60}?)"?[ \t]*(?:<[^>\n]*>)?[ \t]*$/m;
const LETTER_HEAD = 600;

/** Who wrote a letter or note, by its head. */
function authorOf(text: string): Speaker | undefined {
  const match = SENDER.exec(text.slice(0, LETTER_HEAD));
  const name = match?.[1]?.trim();
  if (match === null || !name) return undefined;
  const from = match.index + match[0].indexOf(name);
  return { name, kind: 'person', mention: [from, from + name.length] };
}
