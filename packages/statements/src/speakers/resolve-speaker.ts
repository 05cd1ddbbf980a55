import type { Prepared } from '../attributions/span-tagger.ts';
import type { Speaker, SpeakerKind } from '../statement.ts';
import { TAG } from '../tagging/tags.ts';
import type { TokenRange } from '../text/segment.ts';
import { addOffice, type Cast, type Mention, type Person, phrase } from './cast.ts';
import { countryIn, countryOf } from './countries.ts';
import { MentionIndex } from './mention-index.ts';
import { headNoun, phraseBefore, subjectBefore } from './noun-phrases.ts';
import { isOffice, isOfficeOfState, officeNoun } from './offices.ts';

/** Somebody a source resolved to, remembered so that later pronouns can mean him. */
interface Heard extends Mention {
  readonly plural: boolean;
  readonly speaker: Speaker;
}

const HE = new Set(['he', 'him', 'his', 'himself']);
const SHE = new Set(['she', 'her', 'hers', 'herself']);
const THEY = new Set(['they', 'them', 'their', 'theirs', 'themselves']);
const IT = new Set(['it', 'its', 'itself']);
const RELATIVE = new Set(['who', 'which', 'that', 'whom', 'whose']);
const AUTHOR = new Set(['i', 'we', 'me', 'my', 'us', 'our']);
const DOCUMENT =
  /\b(?:polls?|report|survey|study|statement|records?|data|documents?|article|letter|email|e-mail|tweet|memo|book|ad|video|files?|figures|statistics|analysis|headline|transcript|bill|law|rule|plan|proposal|message)$/i;
const DETERMINER = /^(?:the|a|an|this|that|these|those|its|some|many|several|most|one|another|other|both|all|each)\s+/i;
const HOW_FAR_BACK = 4;
// The most mentions looked back on, which keeps the work linear in texts that are nothing but names.
const NEAREST = 80;
const LOWER_CASE = 7;

/** Resolves the sources of a text's statements to speakers, in reading order. */
export class SpeakerResolver {
  readonly #text: Prepared;
  readonly #cast: Cast;
  readonly #mentions: MentionIndex<Mention>;
  readonly #heard = new MentionIndex<Heard>();
  readonly #byName: ReadonlyMap<string, Person>;

  constructor(text: Prepared, cast: Cast) {
    this.#text = text;
    this.#cast = cast;
    this.#mentions = new MentionIndex(cast.mentions);
    this.#byName = new Map(cast.people.map((person) => [person.name, person]));
  }

  /** The speaker of a statement; without a source, the subject of the clause around its cue. */
  resolve(source: TokenRange | undefined, cue: TokenRange): Speaker | undefined {
    const range = source ?? subjectBefore(this.#text, cue.from);
    if (!range) return undefined;
    const speaker = this.#resolveRange(range, 0);
    if (speaker && source) this.#remember(range, speaker);
    return speaker;
  }

  #remember(range: TokenRange, speaker: Speaker): void {
    const person = this.#byName.get(speaker.name);
    const head = headNoun(this.#text, range);
    const plural = this.#text.tags[head] === TAG.NNS || this.#text.tags[head] === TAG.ACTS || speaker.kind === 'group';
    const mention = person ? { person } : { body: speaker.name };
    this.#heard.add({ ...range, ...mention, titleFrom: range.from, plural, subject: true, speaker });
  }

  #resolveRange(range: TokenRange, depth: number): Speaker | undefined {
    const { a } = this.#text;
    const first = a.attributes[range.from]?.lower ?? '';
    const single = range.to - range.from === 1;
    if (RELATIVE.has(first) && depth < 3) {
      const antecedent = phraseBefore(this.#text, range.from);
      return antecedent ? this.#resolveRange(antecedent, depth + 1) : undefined;
    }
    if (AUTHOR.has(first)) return single ? { name: 'the author', kind: 'author' } : undefined;
    const leading = this.#mentions.inside(range).find((m) => m.person && m.titleFrom <= range.from + 1);
    if (leading?.person && (leading.to === range.to || a.words[leading.to] === ',')) {
      const pair = a.attributes[leading.to]?.lower === 'and' ? this.#named(range) : undefined;
      return pair ?? this.#asSpeaker(leading.person, range);
    }
    const possessor = this.#possessor(range, depth);
    if (possessor) return possessor;
    if (single || HE.has(first) || SHE.has(first)) {
      const meant = this.#pronoun(first, range.from);
      if (meant) return meant;
    }
    return this.#named(range) ?? this.#described(range);
  }

  /** "his allies", "Trump's campaign", "Senate Democrats' plan": a group or thing of somebody's. */
  #possessor(range: TokenRange, depth: number): Speaker | undefined {
    const { a, tags } = this.#text;
    if (depth >= 3) return undefined;
    let owned = -1;
    if (tags[range.from] === TAG.PRP$) owned = range.from + 1;
    else
      for (let i = range.from + 1; i < range.to - 1; i++)
        if (tags[i] === TAG.POS && tags[i + 1] !== TAG.PUNCT) owned = i + 1;
    if (tags[range.to - 1] === TAG.POS) return this.#resolveRange({ from: range.from, to: range.to - 1 }, depth + 1);
    if (owned < 0 || owned >= range.to) {
      const alone = owned >= 0 && tags[range.from] === TAG.PRP$;
      return alone ? this.#pronoun(a.attributes[range.from]?.lower ?? '', range.from) : undefined;
    }
    // A name in apposition ("his attorney, Mark MacDougall") is better than its description.
    const named = this.#personIn({ from: owned, to: range.to });
    if (named) return this.#asSpeaker(named, range);
    const ownerRange =
      tags[range.from] === TAG.PRP$ ? { from: range.from, to: range.from + 1 } : { from: range.from, to: owned - 1 };
    const owner = this.#resolveRange(ownerRange, depth + 1);
    if (!owner || owner.name === 'the author') return undefined;
    const rest = phrase(this.#text, { from: owned, to: range.to });
    const name = `${owner.name}${owner.name.endsWith('s') ? '’' : '’s'} ${rest}`;
    return {
      name,
      kind: this.#kindOfPhrase({ from: owned, to: range.to }),
      spokenFor: owner.name,
      mention: this.#span(range),
    };
  }

  #pronoun(word: string, at: number): Speaker | undefined {
    const gender = HE.has(word) ? 'male' : SHE.has(word) ? 'female' : undefined;
    if (gender) {
      const person = this.#recentPerson(at, gender);
      return person && this.#asSpeaker(person, { from: at, to: at + 1 });
    }
    if (THEY.has(word)) return this.#recentBody(at, true);
    if (IT.has(word)) return this.#recentBody(at, false);
    return undefined;
  }

  /** The best antecedent: near, a subject, already speaking, and not of the other gender. */
  #recentPerson(at: number, gender: 'male' | 'female'): Person | undefined {
    let best: Person | undefined;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (const mention of [...this.#mentions.before(at, NEAREST), ...this.#heard.before(at, NEAREST)]) {
      const { person } = mention;
      if (!person || mention.from >= at || (person.gender && person.gender !== gender)) continue;
      const distance = this.#sentencesBetween(mention.from, at);
      if (distance > HOW_FAR_BACK) continue;
      const score =
        -distance * 2 + (mention.subject ? 2 : 0) + (person.gender === gender ? 1.5 : 0) + mention.from / (at + 1);
      if (score > bestScore) {
        best = person;
        bestScore = score;
      }
    }
    return best ?? this.#cast.people.slice(0, NEAREST).findLast((p) => p.gender === gender);
  }

  #recentBody(at: number, plural: boolean): Speaker | undefined {
    let best: Speaker | undefined;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (const heard of this.#heard.before(at, NEAREST)) {
      if (heard.from >= at || heard.person || heard.plural !== plural) continue;
      const score = -this.#sentencesBetween(heard.from, at) * 2 + 2 + heard.from / (at + 1);
      if (score > bestScore) {
        best = heard.speaker;
        bestScore = score;
      }
    }
    for (const mention of this.#mentions.before(at, NEAREST)) {
      if (plural || !mention.body || mention.from >= at) continue;
      const distance = this.#sentencesBetween(mention.from, at);
      const score = -distance * 2 + (mention.subject ? 2 : 0) + mention.from / (at + 1);
      if (distance <= HOW_FAR_BACK && score > bestScore) {
        best = this.#describedAs(mention.body, mention);
        bestScore = score;
      }
    }
    return best;
  }

  #sentencesBetween(from: number, to: number): number {
    const { sentenceStart } = this.#text.a;
    let count = 0;
    for (let i = to; i > from && count <= HOW_FAR_BACK; i = (sentenceStart[i] as number) - 1)
      if ((sentenceStart[i] as number) > from) count++;
      else break;
    return count;
  }

  #personIn(range: TokenRange): Person | undefined {
    return this.#mentions.inside(range).find((m) => m.person)?.person;
  }

  /** A source that names people: one, or several joined by "and". */
  #named(range: TokenRange): Speaker | undefined {
    const { a, tags } = this.#text;
    const inside = this.#mentions.inside(range).filter((m) => m.person);
    const first = inside[0];
    if (!first?.person) return undefined;
    const second = inside.find((m) => m.from > first.to && m.person !== first.person);
    if (second?.person && a.attributes[first.to]?.lower === 'and' && second.from - first.to < 6) {
      const name = `${first.person.name} and ${second.person.name}`;
      return { name, kind: 'group', mention: this.#span(range) };
    }
    // "a spokesman for Mrs. Clinton", "the head of the Trump campaign": the name is not the head.
    // In "the minister of economy, Mr. Villarreal," it is.
    const apposed = a.words[first.titleFrom - 1] === ',';
    for (let i = range.from; i < first.titleFrom && !apposed; i++)
      if (tags[i] === TAG.IN) {
        const office = phrase(this.#text, range).replace(DETERMINER, '');
        return {
          name: office,
          kind: this.#kindOfPhrase(range),
          office,
          spokenFor: first.person.name,
          mention: this.#span(range),
        };
      }
    // "Trump supporters", "the Clinton campaign"
    const next = a.attributes[first.to];
    const functional = [TAG.IN, TAG.WH, TAG.CC, TAG.POS, TAG.PUNCT].some((tag) => tags[first.to] === tag);
    if (first.to < range.to && next?.shape === LOWER_CASE && !functional) {
      const rest = phrase(this.#text, { from: first.to, to: range.to });
      return {
        name: `${first.person.name} ${rest}`,
        kind: this.#kindOfPhrase(range),
        spokenFor: first.person.name,
        mention: this.#span(range),
      };
    }
    return this.#asSpeaker(first.person, range);
  }

  /** A source without a name: a title of somebody named elsewhere, a body, a group, a document, or a description. */
  #described(range: TokenRange): Speaker | undefined {
    const { a } = this.#text;
    const words = a.words.slice(range.from, range.to);
    const head = headNoun(this.#text, range);
    if (head >= 0 && this.#isOfficeAt(head, range)) {
      const person = this.#holderOf(range, head);
      const office = phrase(this.#text, range).replace(DETERMINER, '').replace(/,$/, '');
      if (person) {
        addOffice(person, office);
        return this.#asSpeaker(person, range);
      }
      const country = countryIn(words);
      const spokenFor = country && isOfficeOfState(office) ? { spokenFor: country } : {};
      return { name: office, kind: 'person', office, ...spokenFor, mention: this.#span(range) };
    }
    const name = phrase(this.#text, range);
    return name === '' ? undefined : this.#describedAs(name, range);
  }

  #describedAs(name: string, range: TokenRange): Speaker {
    const plain = name.replace(DETERMINER, '').replace(/[,;]$/, '');
    const country = countryOf(plain);
    if (country) return { name: country, kind: 'member', spokenFor: country, mention: this.#span(range) };
    // "those allies": the allies already spoken of, if they were
    const head = plain.split(' ').at(-1)?.toLowerCase() ?? '';
    const before = this.#heard
      .before(range.from, NEAREST)
      .find((h) => h.plural && h.speaker.name.toLowerCase().endsWith(head) && /^(?:these|those|the)\b/i.test(name));
    if (before && plain.split(' ').length === 1) return before.speaker;
    const national = countryIn(plain.split(' '));
    const kind = this.#kindOfPhrase(range);
    const spokenFor =
      national && (kind === 'group' || kind === 'organisation') && isOfficeOfState(plain)
        ? { spokenFor: national }
        : {};
    return { name: plain, kind, ...spokenFor, mention: this.#span(range) };
  }

  #isOfficeAt(head: number, range: TokenRange): boolean {
    const { a, tags } = this.#text;
    if (tags[head] === TAG.NNS || tags[head] === TAG.ACTS) return false;
    for (let i = range.from; i <= head; i++)
      if (isOffice(a.words[i] ?? '') && (i === head || a.words[i + 1] === 'of')) return true;
    return isOffice(a.words[head] ?? '');
  }

  /** Who holds the office of a description: the latest named before it, else the first after it. */
  #holderOf(range: TokenRange, head: number): Person | undefined {
    const { a } = this.#text;
    const nouns = a.words.slice(range.from, range.to).filter(isOffice).map(officeNoun);
    const wanted = new Set([...nouns, officeNoun(a.words[head] ?? '')]);
    const country = countryIn(a.words.slice(range.from, range.to));
    const rank = (office: string) => /\b(?:vice|deputy|former|prime)\b/i.exec(office)?.[0]?.toLowerCase();
    const asked = rank(phrase(this.#text, range));
    const holds = (person: Person) =>
      !(country && person.country && country !== person.country) &&
      person.offices.some(
        (office) =>
          rank(office) === asked && office.split(/\s+/).some((word) => isOffice(word) && wanted.has(officeNoun(word))),
      );
    const before = this.#mentions.before(range.from, NEAREST).find((m) => m.person && holds(m.person));
    return before?.person ?? this.#cast.people.slice(0, NEAREST).find(holds);
  }

  #kindOfPhrase(range: TokenRange): SpeakerKind {
    const { tags } = this.#text;
    const head = headNoun(this.#text, range);
    if (head < 0) return 'unknown';
    const words = phrase(this.#text, { from: range.from, to: head + 1 });
    if (DOCUMENT.test(words)) return 'document';
    const tag = tags[head];
    if (tag === TAG.NNS || tag === TAG.ACTS) return 'group';
    if (tag === TAG.ACT || isOffice(this.#text.a.words[head] ?? '')) return 'person';
    return /\p{Lu}/u.test(words.replace(DETERMINER, '')) ||
      /\b(?:campaign|team|government|ministry|department|agency|committee|panel|group|party|administration|office|court|company|police|coalition|ministry|council|union|board)$/i.test(
        words,
      )
      ? 'organisation'
      : 'unknown';
  }

  #asSpeaker(person: Person, range: TokenRange): Speaker {
    const office = person.offices[0];
    const own = office && isOfficeOfState(office) ? person.country : undefined;
    const principal = /\b(?:for|to)\s+(?:the\s+)?(.+)$/.exec(office ?? '')?.[1];
    const spokenFor =
      own ??
      (office && /^(?:\w+\s)?(?:spokes|adviser|advisor|aide|attorney|lawyer)/i.test(office)
        ? this.#fullName(principal)
        : undefined);
    return {
      name: person.name,
      kind: 'person',
      ...(office === undefined ? {} : { office }),
      ...(spokenFor === undefined ? {} : { spokenFor }),
      mention: this.#span(range),
    };
  }

  #fullName(name: string | undefined): string | undefined {
    const last = name?.split(' ').at(-1);
    return this.#cast.people.slice(0, NEAREST).find((p) => p.last === last)?.name ?? name;
  }

  #span({ from, to }: TokenRange): [number, number] {
    const { start, end } = this.#text.a;
    return [start[from] as number, end[to - 1] as number];
  }
}
