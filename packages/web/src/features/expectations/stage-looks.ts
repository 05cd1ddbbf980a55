import type { Expectation } from '@entente/server/api-types';

/** How a state of an expectation looks: a word and a sign, and only then a colour. */
export const stageLooks: Record<
  Expectation['stage'],
  { word: string; sign: string; tone: 'plain' | 'accent' | 'good' | 'warn' | 'danger' }
> = {
  upcoming: { word: 'to come', sign: '○', tone: 'plain' },
  due: { word: 'due', sign: '◑', tone: 'accent' },
  met: { word: 'met', sign: '●', tone: 'good' },
  slipped: { word: 'slipped', sign: '→', tone: 'warn' },
  lapsed: { word: 'lapsed', sign: '!', tone: 'danger' },
  overtaken: { word: 'overtaken', sign: '✕', tone: 'plain' },
};
