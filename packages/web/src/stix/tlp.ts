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

/** Ids of the marking definitions of TLP 2.0 (STIX Best Practices Guide). */
const markings = new Map<string, TlpLevel>([
  ['marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487', 'clear'],
  ['marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb', 'green'],
  ['marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421', 'amber'],
  ['marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003', 'amber+strict'],
  ['marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1', 'red'],
]);

/** The level that a marking stands for; undefined for other markings. */
export function tlpOfMarking(id: string): TlpLevel | undefined {
  return markings.get(id);
}
