import { cueSteps } from '../model/cue-words.ts';
import { tagWords } from '../tagging/tagger.ts';
import { analyse } from '../text/analysis.ts';
import { candidateCues } from './candidate-cues.ts';
import type { Models } from './load-models.ts';
import { relate, type TokenAttribution } from './relate.ts';
import { mapSpans, type Prepared } from './span-tagger.ts';

// Chosen by cross-validation inside the training articles: higher finds fewer and surer attributions.
const THRESHOLD = 0.9;

/** Every attribution of a text, in the order of their cues. */
export function findAttributions(text: string, models: Models): { text: Prepared; attributions: TokenAttribution[] } {
  const prepared = prepare(text, models);
  const map = mapSpans(prepared, models.spans);
  const cues = candidateCues(prepared.a, map);
  return { text: prepared, attributions: relate(prepared, map, cues, models.relations, THRESHOLD) };
}

/** Cuts up and tags a text. */
export function prepare(text: string, models: Pick<Models, 'tagger' | 'cueWords'>): Prepared {
  const a = analyse(text);
  const tags = tagWords(a, models.tagger);
  return { a, tags, cueSteps: cueSteps(a, tags, (stem) => models.cueWords.get(stem) ?? 0) };
}
