import type { Condition } from '@entente/server/api-types';

type Answer = Condition['parties'][number]['answer'];

/** How an answer looks: a word, a sign and a line; colour only repeats them. */
export const answerLooks: Record<Answer, { word: string; sign: string; line: string; dashes: string }> = {
  accepted: { word: 'accepted', sign: '✓', line: 'stroke-good', dashes: '' },
  refused: { word: 'refused', sign: '✕', line: 'stroke-danger', dashes: '2 4' },
  qualified: { word: 'accepted in part', sign: '≈', line: 'stroke-warn', dashes: '8 4' },
  'not-answered': { word: 'not answered', sign: '?', line: 'stroke-edge', dashes: '1 5' },
};

export const stageLooks: Record<Condition['stage'], { tone: 'good' | 'danger' | 'plain'; sign: string }> = {
  accepted: { tone: 'good', sign: '✓' },
  refused: { tone: 'danger', sign: '✕' },
  open: { tone: 'plain', sign: '?' },
};
