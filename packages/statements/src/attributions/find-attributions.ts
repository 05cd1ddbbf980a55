import { cueSteps } from '../model/cue-words.ts';
import { countryOf } from '../speakers/countries.ts';
import { tagWords } from '../tagging/tagger.ts';
import { TAG } from '../tagging/tags.ts';
import { type Analysis, analyse } from '../text/analysis.ts';
import { candidateCues } from './candidate-cues.ts';
import type { Models } from './load-models.ts';
import { withLongQuotations } from './long-quotations.ts';
import { mendAttributions } from './mend-attributions.ts';
import { mendClauses, withSecondVerbs } from './mend-clauses.ts';
import { passiveAttributions } from './passive-attributions.ts';
import { plainAttributions } from './plain-attributions.ts';
import { relate, type TokenAttribution } from './relate.ts';
import { mapSpans, type Prepared } from './span-tagger.ts';
import { stanceAttributions } from './stance-attributions.ts';
import { findTurns, type Turn, withTurns } from './turns.ts';

// Chosen by cross-validation inside the training articles: higher finds fewer and surer attributions.
const DECODING = { threshold: 0.94, contentBias: 1, sourceBias: 5, sharpness: 0.9 };

/** Where ablations switch parts off, and the threshold is swept. */
export interface Trial {
  readonly threshold?: number;
  readonly contentBias?: number;
  readonly sourceBias?: number;
  readonly sharpness?: number;
  readonly possibleCue?: number;
  readonly without?: ReadonlySet<string>;
}

/** Every attribution of a text, in the order of their cues. */
export function findAttributions(
  text: string,
  models: Models,
  trial: Trial = {},
): { text: Prepared; attributions: TokenAttribution[]; turns: readonly Turn[] } {
  const prepared = prepare(text, models, trial.without);
  const map = mapSpans(prepared, models.spans, trial.without);
  const cues = candidateCues(prepared.a, map, trial.possibleCue);
  const related = relate(prepared, map, cues, models.relations, { ...DECODING, ...trial });
  // The taggers keep the classes that they learned from.
  nameCountries(prepared.a, prepared.tags);
  const known = trial.without?.has('mending') ? related : mended(prepared, related);
  const passives = trial.without?.has('passives') ? [] : passiveAttributions(prepared, known);
  const learned = withLongQuotations(prepared, [...known, ...passives]);
  const plain = trial.without?.has('plain') ? [] : plainAttributions(prepared, learned);
  const stances = trial.without?.has('stances') ? [] : stanceAttributions(prepared, [...learned, ...plain]);
  const turns = trial.without?.has('turns') ? [] : findTurns(prepared);
  const attributions = withTurns([...learned, ...plain, ...stances], turns).toSorted((x, y) => x.cue.from - y.cue.from);
  return { text: prepared, attributions, turns };
}

function mended(text: Prepared, found: readonly TokenAttribution[]): TokenAttribution[] {
  return withSecondVerbs(text, mendClauses(text, mendAttributions(text, found)));
}

/** "Italy" is no adverb, whatever it ends in. */
function nameCountries(a: Analysis, tags: Uint8Array): void {
  for (let i = 0; i < tags.length; i++)
    if (tags[i] === TAG.RB || tags[i] === TAG.UH) {
      const word = a.words[i] ?? '';
      if (/^\p{Lu}/u.test(word) && countryOf(word) !== undefined) tags[i] = TAG.LOC;
    }
}

/** Cuts up and tags a text. */
export function prepare(
  text: string,
  models: Pick<Models, 'tagger' | 'cueWords'>,
  without?: ReadonlySet<string>,
): Prepared {
  const a = analyse(text);
  const tags = tagWords(a, models.tagger);
  if (without?.has('tags')) for (let i = 0; i < tags.length; i++) if ((tags[i] as number) > TAG.QUOTE) tags[i] = TAG.NN;
  const step = (stem: string) => (without?.has('cue-words') ? 0 : (models.cueWords.get(stem) ?? 0));
  return { a, tags, cueSteps: cueSteps(a, tags, step) };
}
