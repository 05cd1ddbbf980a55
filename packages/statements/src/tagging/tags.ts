/** The word classes, coarse on purpose: what a clause is made of, not what a grammar book lists. */
export const TAGS = [
  'PUNCT',
  'QUOTE',
  'DT',
  'IN',
  'CC',
  'PRP',
  'PRP$',
  'WH',
  'EX',
  'RP',
  'MD',
  'BE',
  'AUX',
  'VBD',
  'VB',
  'VBZ',
  'VBG',
  'VBN',
  'NOT',
  'RB',
  'JJ',
  'JJR',
  'NN',
  'NNS',
  'ACT',
  'ACTS',
  'NNP',
  'PER',
  'HON',
  'LOC',
  'ORG',
  'DEM',
  'DATE',
  'CD',
  'POS',
  'UH',
] as const;

export type Tag = (typeof TAGS)[number];

/** The number of a tag, as stored in tag arrays. */
export const TAG: Readonly<Record<Tag, number>> = Object.fromEntries(TAGS.map((tag, i) => [tag, i])) as Record<
  Tag,
  number
>;
