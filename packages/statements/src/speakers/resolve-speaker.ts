import type { Prepared } from '../attributions/span-tagger.ts';
import type { Turn } from '../attributions/turns.ts';
import type { Speaker } from '../statement.ts';
import { TAG } from '../tagging/tags.ts';
import type { TokenRange } from '../text/segment.ts';
import { Antecedents, NEAREST } from './antecedents.ts';
import { addOffice, type Cast, type Person, phrase } from './cast.ts';
import { countryIn, countryOf } from './countries.ts';
import { headNoun, phraseBefore, subjectBefore } from './noun-phrases.ts';
import {
  canBeSameOffice,
  isBodyOfState,
  isOffice,
  isOfficeOfGovernment,
  isOfficeOfState,
  officeNoun,
  speaksForAnother,
} from './offices.ts';
import { isOfficePhrase, kindOfPhrase, withoutDeterminer } from './phrase-kind.ts';
import { createVoices, type Voices } from './voices.ts';

const HE = new Set(['he', 'him', 'his', 'himself']);
const SHE = new Set(['she', 'her', 'hers', 'herself']);
const THEY = new Set(['they', 'them', 'their', 'theirs', 'themselves']);
const IT = new Set(['it', 'its', 'itself']);
const RELATIVE = new Set(['who', 'which', 'that', 'whom', 'whose']);
const AUTHOR = new Set(['i', 'we', 'me', 'my', 'us', 'our']);
const LOWER_CASE = 7;
// "the chairman's aide's lawyer": as deep as possession is followed.
const DEEPEST = 3;

/** Resolves the sources of a text's statements to speakers, in reading order. */
export class SpeakerResolver {
  readonly #text: Prepared;
  readonly #cast: Cast;
  readonly #antecedents: Antecedents;
  readonly #voices: Voices;

  constructor(text: Prepared, cast: Cast, turns: readonly Turn[], author: string | undefined) {
    this.#text = text;
    this.#cast = cast;
    this.#antecedents = new Antecedents(text, cast);
    this.#voices = createVoices(text, cast, turns, author, (range) => this.#resolveRange(range, 1));
  }

  /** The speaker of a statement; without a source, the subject of the clause around its cue. */
  resolve(source: TokenRange | undefined, cue: TokenRange): Speaker | undefined {
    const range = source ?? subjectBefore(this.#text, cue.from);
    if (!range) return undefined;
    const speaker = this.#voices.ofLabel(range) ?? this.#resolveRange(range, 0);
    if (speaker && source) this.#antecedents.remember(range, speaker);
    return speaker;
  }

  #resolveRange(range: TokenRange, depth: number): Speaker | undefined {
    const { a } = this.#text;
    const first = a.attributes[range.from]?.lower ?? '';
    const single = range.to - range.from === 1;
    if (depth >= DEEPEST) return undefined;
    if (RELATIVE.has(first)) {
      const antecedent = phraseBefore(this.#text, range.from);
      return antecedent && this.#resolveRange(antecedent, depth + 1);
    }
    if (AUTHOR.has(first) && single)
      return this.#voices.speakingAt(range.from) ?? { name: 'the author', kind: 'author' };
    if (first === 'you' && single) return this.#voices.spokenToAt(range.from);
    // "My German colleague": what he is, not whose.
    if (/^(?:my|our|your)$/.test(first)) return this.#described({ from: range.from + 1, to: range.to });
    const leading = this.#peopleIn(range).find((m) => m.titleFrom <= range.from + 1);
    if (leading && (leading.to === range.to || a.words[leading.to] === ','))
      return this.#asSpeaker(leading.person, range);
    return (
      this.#possessor(range, depth) ??
      (single ? this.#pronoun(first, range.from) : undefined) ??
      this.#named(range) ??
      this.#described(range)
    );
  }

  /** "his allies", "Trump's campaign", "Senate Democrats' plan": a group or thing of somebody's. */
  #possessor(range: TokenRange, depth: number): Speaker | undefined {
    const { a, tags } = this.#text;
    const owns = /^(?:his|her|its|their)$/.test(a.attributes[range.from]?.lower ?? '');
    const pronoun = tags[range.from] === TAG.PRP$ || (owns && range.to - range.from > 1);
    if (tags[range.to - 1] === TAG.POS) return this.#resolveRange({ from: range.from, to: range.to - 1 }, depth + 1);
    let owned = pronoun ? range.from + 1 : -1;
    for (let i = range.from + 1; i < range.to - 1 && !pronoun; i++)
      if (tags[i] === TAG.POS && tags[i + 1] !== TAG.PUNCT) owned = i + 1;
    if (owned < 0) return undefined;
    if (owned === range.to) return this.#pronoun(a.attributes[range.from]?.lower ?? '', range.from);
    // A name in apposition ("his attorney, Mark MacDougall") is better than its description.
    const named = this.#peopleIn({ from: owned, to: range.to })[0];
    if (named) return this.#asSpeaker(named.person, range);
    const ownerRange = { from: range.from, to: pronoun ? range.from + 1 : owned - 1 };
    const owner = pronoun
      ? this.#pronoun(a.attributes[range.from]?.lower ?? '', range.from)
      : this.#resolveRange(ownerRange, depth + 1);
    if (!owner) return undefined;
    const rest = { from: owned, to: range.to };
    const head = headNoun(this.#text, rest);
    const isHeld = isOfficePhrase(this.#text, rest, head);
    const country = owner.kind === 'member' ? owner.spokenFor : this.#countryOf(owner);
    if (isHeld && owner.kind === 'member') {
      const holder = this.#holderOf(rest, head, country);
      if (holder) return this.#asSpeaker(holder, range);
    }
    const name = `${owner.name}${owner.name.endsWith('s') ? '’' : '’s'} ${phrase(this.#text, rest)}`;
    const words = phrase(this.#text, rest);
    const office = isHeld ? { office: words } : {};
    const kind = kindOfPhrase(this.#text, rest);
    // "His foreign minister" and "her ministry" speak for the country, not for him or her.
    const isOfState = country !== undefined && (isOfficeOfGovernment(words) || isBodyOfState(words));
    return { name, kind, ...office, spokenFor: isOfState ? country : owner.name, mention: this.#span(range) };
  }

  #pronoun(word: string, at: number): Speaker | undefined {
    const range = { from: at, to: at + 1 };
    if (HE.has(word) || SHE.has(word)) {
      const who = this.#antecedents.person(at, HE.has(word) ? 'male' : 'female');
      return who && ('offices' in who ? this.#asSpeaker(who, range) : who);
    }
    if (!THEY.has(word) && !IT.has(word)) return undefined;
    const body = this.#antecedents.body(at, THEY.has(word));
    if (!body) return undefined;
    return 'speaker' in body ? body.speaker : this.#describedAs(body.mention.body ?? '', body.mention);
  }

  #peopleIn(range: TokenRange) {
    return this.#antecedents.mentions
      .inside(range)
      .flatMap(({ person, ...place }) => (person ? [{ ...place, person }] : []));
  }

  /** A source that names people: one, or several joined by "and". */
  #named(range: TokenRange): Speaker | undefined {
    const { a, tags } = this.#text;
    const people = this.#peopleIn(range);
    const first = people[0];
    if (!first) return undefined;
    const mention = this.#span(range);
    const second = people.find((m) => m.from > first.to && m.person !== first.person);
    if (second && a.attributes[first.to]?.lower === 'and' && second.from - first.to < 6)
      return { name: `${first.person.name} and ${second.person.name}`, kind: 'group', mention };
    const kind = kindOfPhrase(this.#text, range);
    const spokenFor = first.person.name;
    // "a spokesman for Mrs. Clinton", "the head of the Trump campaign": the name is not the head.
    // In "the minister of economy, Mr. Villarreal," it is.
    const apposed = a.words[first.titleFrom - 1] === ',';
    if (!apposed && tags.subarray(range.from, first.titleFrom).includes(TAG.IN)) {
      const office = withoutDeterminer(phrase(this.#text, range));
      return { name: office, kind, office, spokenFor, mention };
    }
    // "Trump supporters", "the Clinton campaign"
    const functional = [TAG.IN, TAG.WH, TAG.CC, TAG.POS, TAG.PUNCT].some((tag) => tags[first.to] === tag);
    if (first.to < range.to && a.attributes[first.to]?.shape === LOWER_CASE && !functional) {
      const rest = phrase(this.#text, { from: first.to, to: range.to });
      return { name: `${spokenFor} ${rest}`, kind, spokenFor, mention };
    }
    return this.#asSpeaker(first.person, range);
  }

  /** A source without a name: the office of somebody named elsewhere, a body, a group, or a description. */
  #described(range: TokenRange): Speaker | undefined {
    // "Lanxin, which denies it," is Lanxin.
    const plain = phrase(this.#text, range).replace(/,\s(?:which|who|speaking)\s.*$/, '');
    const head = headNoun(this.#text, range);
    if (head < 0 || !isOfficePhrase(this.#text, range, head)) {
      return plain === '' ? undefined : this.#describedAs(plain, range);
    }
    const person = this.#holderOf(range, head);
    const office = withoutDeterminer(plain);
    if (person) {
      addOffice(person, office);
      return this.#asSpeaker(person, range);
    }
    const country = countryIn(office.split(' '));
    const spokenFor = country && isOfficeOfState(office) ? { spokenFor: country } : {};
    return { name: office, kind: 'person', office, ...spokenFor, mention: this.#span(range) };
  }

  #describedAs(name: string, range: TokenRange): Speaker {
    const plain = withoutDeterminer(name);
    const mention = this.#span(range);
    const country = countryOf(plain);
    if (country) return { name: country, kind: 'member', spokenFor: country, mention };
    const again = /^(?:these|those|the)\b/i.test(name) && !plain.includes(' ');
    const group = again ? this.#antecedents.group(plain.toLowerCase(), range.from) : undefined;
    if (group) return group;
    const kind = kindOfPhrase(this.#text, range);
    const national =
      (isOfficeOfState(plain) || isBodyOfState(plain)) && kind !== 'document' ? countryIn(plain.split(' ')) : undefined;
    return { name: plain, kind, ...(national === undefined ? {} : { spokenFor: national }), mention };
  }

  /** The country of somebody whom the text names. */
  #countryOf({ name, kind, spokenFor }: Speaker): string | undefined {
    const named =
      kind === 'person' ? this.#cast.people.slice(0, NEAREST).find((person) => person.name === name) : undefined;
    return named?.country ?? (spokenFor === undefined ? undefined : countryOf(spokenFor));
  }

  /** Who holds the office of a description: the latest named before it, else the first after it. */
  #holderOf(range: TokenRange, head: number, of?: string): Person | undefined {
    const words = this.#text.a.words.slice(range.from, range.to);
    const wanted = new Set([...words.filter(isOffice), words[head - range.from] ?? ''].map(officeNoun));
    const country = of ?? countryIn(words);
    const rank = (office: string) => /\b(?:vice|deputy|former|prime)\b/i.exec(office)?.[0]?.toLowerCase();
    const described = words.join(' ');
    const asked = rank(described);
    const holds = (person: Person) =>
      !(country && person.country && country !== person.country) &&
      person.offices.some(
        (office) =>
          rank(office) === asked &&
          canBeSameOffice(described, office, country !== undefined && person.country === undefined) &&
          office.split(/\s+/).some((word) => isOffice(word) && wanted.has(officeNoun(word))),
      );
    const before = this.#antecedents.mentions.before(range.from, NEAREST);
    return before.find((m) => m.person && holds(m.person))?.person ?? this.#cast.people.slice(0, NEAREST).find(holds);
  }

  #asSpeaker(person: Person, range: TokenRange, depth = 0): Speaker {
    const office = person.offices[0];
    const spokenFor = office === undefined ? undefined : this.#principalOf(person, office, depth);
    return {
      name: person.name,
      kind: 'person',
      ...(office === undefined ? {} : { office }),
      ...(spokenFor === undefined ? {} : { spokenFor }),
      mention: this.#span(range),
    };
  }

  #principalOf(person: Person, office: string, depth: number): string | undefined {
    if (person.principalAt && office === person.offices[0]) {
      const owner = this.#resolveRange(person.principalAt, depth + 1);
      // Only who speaks for somebody speaks for a person; "the president's brother" has a mind of his own.
      if (owner && (owner.kind !== 'person' || speaksForAnother(office))) return owner.name;
    }
    if (speaksForAnother(office)) {
      const government = /\b(?:government|ministry|army|military|police)\b/i.test(office) ? person.country : undefined;
      if (government && !/\bfor\b/.test(office)) return government;
    }
    const principal = speaksForAnother(office)
      ? /\bfor\s+(?:the\s+)?(.+)$/.exec(office)?.[1]
      : /\b(?:at|of)\s(?:the\s)?((?:\p{Lu}[\p{L}-]*\s?)+)$/u.exec(office)?.[1];
    if (principal !== undefined && (speaksForAnother(office) || isBodyName(principal))) {
      const last = principal.split(' ').at(-1);
      return this.#cast.people.slice(0, NEAREST).find((p) => p.last === last)?.name ?? principal;
    }
    return isOfficeOfState(office) ? person.country : undefined;
  }

  #span({ from, to }: TokenRange): [number, number] {
    const { start, end } = this.#text.a;
    return [start[from] as number, end[to - 1] as number];
  }
}

/** Whether words name a body one can speak for, not a place or a subject ("Secretary of State", "mayor of London"). */
function isBodyName(name: string): boolean {
  return (
    countryOf(name) === undefined &&
    (/^\p{Lu}{2,}$/u.test(name) ||
      /\b(?:ISAC|Centre|Center|Agency|Authority|Programme|Program|Organi[sz]ation|Institute|University|Council|Commission|Committee|Federation|Union|Bank|Fund|Police|Court|Association|Society|Alliance|Group|Company|Bureau|Office|Service|Network|CERT)\b/i.test(
        name,
      ))
  );
}
