import type { TlpLevel } from '@entente/server/api-types';

/** How a TLP 2.0 level looks and reads. Colours are those of the standard, on black. */
export interface TlpAppearance {
  /** `TLP:AMBER+STRICT`, as the standard writes it. */
  label: string;
  colour: string;
  /** Who may have it, in words. */
  meaning: string;
}

const appearances: Record<TlpLevel, TlpAppearance> = {
  clear: { label: 'TLP:CLEAR', colour: '#FFFFFF', meaning: 'Anyone may have it.' },
  green: { label: 'TLP:GREEN', colour: '#33FF00', meaning: 'Every member of the coalition and its units may have it.' },
  amber: {
    label: 'TLP:AMBER',
    colour: '#FFC000',
    meaning: 'The members it is released to, their units, and those they serve, on a need-to-know basis.',
  },
  'amber+strict': {
    label: 'TLP:AMBER+STRICT',
    colour: '#FFC000',
    meaning: 'The members it is released to, and nobody outside their organisations.',
  },
  red: {
    label: 'TLP:RED',
    colour: '#FF2B2B',
    meaning: 'For the eyes of the persons it is released to. No further disclosure.',
  },
};

/** The levels from the widest to the narrowest. */
export const tlpLevels: readonly TlpLevel[] = ['clear', 'green', 'amber', 'amber+strict', 'red'];

export function tlpAppearance(level: TlpLevel): TlpAppearance {
  return appearances[level];
}

/** The label of a facet value, which is a level or `none`. */
export function tlpName(value: string): string {
  return value === 'none' ? 'Unmarked' : `TLP:${value.toUpperCase()}`;
}
