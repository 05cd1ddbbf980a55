import type { Signal } from '@entente/server/api-types';

export const signalWords: Record<Signal['kind'], { label: string; tone: 'danger' | 'warn' | 'accent' | 'plain' }> = {
  contradiction: { label: 'Contradiction', tone: 'danger' },
  divided: { label: 'Divided within', tone: 'danger' },
  reversal: { label: 'Reversal', tone: 'warn' },
  shift: { label: 'Shift', tone: 'accent' },
  clarification: { label: 'Clarification', tone: 'accent' },
  numbers: { label: 'Numbers disagree', tone: 'warn' },
  assessment: { label: 'Assessment against claim', tone: 'warn' },
  lapse: { label: 'Lapse', tone: 'warn' },
  silence: { label: 'Silence', tone: 'plain' },
};
