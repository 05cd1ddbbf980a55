import type { Prepared } from '../attributions/span-tagger.ts';
import type { Speaker } from '../statement.ts';
import { TAG } from '../tagging/tags.ts';
import type { TokenRange } from '../text/segment.ts';
import type { Cast, Mention, Person } from './cast.ts';
import { MentionIndex } from './mention-index.ts';
import { headNoun } from './noun-phrases.ts';

/** Somebody a source resolved to, remembered so that later pronouns can mean him. */
interface Heard extends Mention {
  readonly plural: boolean;
  readonly speaker: Speaker;
}

const HOW_FAR_BACK = 4;
/** The most mentions looked back on, which keeps the work linear in texts that are nothing but names. */
export const NEAREST = 80;

/** Whom pronouns and short descriptions can mean at a place in the text. */
export class Antecedents {
  readonly mentions: MentionIndex<Mention>;
  readonly #heard = new MentionIndex<Heard>();
  readonly #text: Prepared;
  readonly #people: readonly Person[];
  readonly #byName: ReadonlyMap<string, Person>;

  constructor(text: Prepared, cast: Cast) {
    this.#text = text;
    this.#people = cast.people;
    this.#byName = new Map(cast.people.map((person) => [person.name, person]));
    this.mentions = new MentionIndex(cast.mentions);
  }

  /** Remembers who spoke where. */
  remember(range: TokenRange, speaker: Speaker): void {
    const person = this.#byName.get(speaker.name);
    const tag = this.#text.tags[headNoun(this.#text, range)];
    const plural = tag === TAG.NNS || tag === TAG.ACTS || speaker.kind === 'group';
    const who = person ? { person } : { body: speaker.name };
    this.#heard.add({ ...range, ...who, titleFrom: range.from, plural, subject: true, speaker });
  }

  /** Who "he" or "she" is: near, a subject, already speaking, and not known to be of the other gender. */
  person(at: number, gender: 'male' | 'female'): Person | Speaker | undefined {
    let best: Person | Speaker | undefined;
    let bestScore = Number.NEGATIVE_INFINITY;
    const heard = this.#heard.before(at, NEAREST);
    for (const mention of [...this.mentions.before(at, NEAREST), ...heard]) {
      const who = mention.person ?? somebody(mention);
      if (!who) continue;
      const known = 'gender' in who ? who.gender : undefined;
      if (known && known !== gender) continue;
      const distance = this.#sentencesBetween(mention.from, at);
      if (distance > HOW_FAR_BACK) continue;
      const score = nearness(mention, distance, at) + (known === gender ? 1.5 : 0);
      if (score > bestScore) {
        best = who;
        bestScore = score;
      }
    }
    return best ?? this.#people.slice(0, NEAREST).findLast((p) => p.gender === gender);
  }

  /** Who "they" or "it" is: somebody who spoke, or for "it" a body that the text names. */
  body(at: number, plural: boolean): { speaker: Speaker } | { mention: Mention } | undefined {
    let best: { speaker: Speaker } | { mention: Mention } | undefined;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (const heard of this.#heard.before(at, NEAREST)) {
      if (heard.person || heard.plural !== plural) continue;
      const score = nearness(heard, this.#sentencesBetween(heard.from, at), at);
      if (score > bestScore) {
        best = { speaker: heard.speaker };
        bestScore = score;
      }
    }
    for (const mention of plural ? [] : this.mentions.before(at, NEAREST)) {
      const distance = this.#sentencesBetween(mention.from, at);
      const score = nearness(mention, distance, at);
      if (mention.body && distance <= HOW_FAR_BACK && score > bestScore) {
        best = { mention };
        bestScore = score;
      }
    }
    return best;
  }

  /** The group that a plural noun ("those allies") spoke as before. */
  group(noun: string, at: number): Speaker | undefined {
    const before = this.#heard.before(at, NEAREST);
    return before.find((h) => h.plural && h.speaker.name.toLowerCase().endsWith(noun))?.speaker;
  }

  #sentencesBetween(from: number, to: number): number {
    const { sentenceStart } = this.#text.a;
    let count = 0;
    for (let i = to; count <= HOW_FAR_BACK; count++) {
      const first = sentenceStart[i] as number;
      if (first <= from) break;
      i = first - 1;
    }
    return count;
  }
}

/** Somebody who spoke without being named ("a Danish diplomat"). */
function somebody(mention: Mention | Heard): Speaker | undefined {
  return 'speaker' in mention && mention.speaker.kind === 'person' ? mention.speaker : undefined;
}

function nearness(mention: Mention, sentences: number, at: number): number {
  return -sentences * 2 + (mention.subject ? 2 : 0) + mention.from / (at + 1);
}
