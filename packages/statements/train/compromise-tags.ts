import nlp from 'compromise/two';
import { fixedTag } from '../src/tagging/tagger.ts';
import { TAG, type Tag } from '../src/tagging/tags.ts';
import type { Analysis } from '../src/text/analysis.ts';

/** Folds compromise's tag set for one term into ours. */
function foldTags(tags: readonly string[]): Tag {
  const has = (tag: string) => tags.includes(tag);
  if (has('Negative')) return 'NOT';
  if (has('QuestionWord')) return 'WH';
  if (has('There')) return 'EX';
  if (has('Pronoun')) return has('Possessive') ? 'PRP$' : 'PRP';
  if (has('Modal')) return 'MD';
  if (has('Copula')) return 'BE';
  if (has('Auxiliary')) return 'AUX';
  if (has('Particle')) return 'RP';
  if (has('Verb') || has('PastTense') || has('PresentTense')) {
    if (has('Gerund')) return 'VBG';
    if (has('Passive') || has('Participle')) return 'VBN';
    if (has('PastTense')) return 'VBD';
    return has('Infinitive') || !has('PresentTense') ? 'VB' : 'VBZ';
  }
  if (has('Honorific')) return 'HON';
  if (has('Demonym')) return 'DEM';
  if (has('Date')) return 'DATE';
  if (has('Value') || has('Percent') || has('Money')) return 'CD';
  if (has('Organization')) return 'ORG';
  if (has('Place')) return 'LOC';
  if (has('Person') || has('FirstName') || has('LastName')) return 'PER';
  if (has('Actor')) return has('Plural') ? 'ACTS' : 'ACT';
  if (has('ProperNoun')) return 'NNP';
  if (has('Noun') || has('Singular') || has('Plural')) return has('Plural') ? 'NNS' : 'NN';
  if (has('Comparative') || has('Superlative')) return 'JJR';
  if (has('Adjective')) return 'JJ';
  if (has('Adverb')) return 'RB';
  if (has('Preposition')) return 'IN';
  if (has('Conjunction') || has('Condition')) return 'CC';
  if (has('Determiner')) return 'DT';
  if (has('Expression')) return 'UH';
  return 'NN';
}

interface Term {
  readonly tags: string[];
  readonly offset: { readonly start: number | undefined };
}

/** The teacher's tag of every token of a text. */
export function teach(a: Analysis): Uint8Array {
  const byStart = new Map<number, string[]>();
  for (const sentence of nlp(a.text).json({ offset: true }) as { terms: Term[] }[])
    for (const { tags, offset } of sentence.terms)
      if (offset.start !== undefined && !byStart.has(offset.start)) byStart.set(offset.start, tags);
  const gold = new Uint8Array(a.words.length);
  for (let i = 0; i < gold.length; i++) {
    const start = a.start[i] as number;
    const tags = byStart.get(start) ?? byStart.get(start - 1);
    gold[i] = fixedTag(a, gold, i) ?? TAG[tags ? foldTags(tags) : 'NN'];
  }
  return gold;
}
