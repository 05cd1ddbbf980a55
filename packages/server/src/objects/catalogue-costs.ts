/** What a way through the catalogue depends on; the text of a search may find anything, so it is thought to be in every row. */
export type Reach = {
  /** How many terms the viewer sees of what is meant. */
  readonly terms: number;
  /** How many placements stand under them, and how many there are. */
  readonly visible: number;
  readonly total: number;
  /** How many rows are to be found. */
  readonly wanted: number;
};

/** Microseconds, measured with 1,000,000 objects: only how they relate to each other decides. */
const cost = {
  /** Looking up the terms of one row. */
  look: 0.4,
  /** Beginning to read what stands under one terms, and sorting in one row of that. */
  begin: 10,
  sort: 0.5,
  /** Beginning to read one terms in the text index, finding the next row there, and passing by each terms with it. */
  beginInText: 50,
  findInText: 2,
  passInText: 0.004,
};

/** Rows newest first, each looked at until enough of them are visible. */
function oneByOne({ visible, total, wanted }: Reach): number {
  return cost.look * (visible === 0 ? total : Math.min(total, (wanted * total) / visible));
}

/** Asking for so many terms is felt by nobody. */
const fewTerms = 24;
/** To pass over fewer hidden rows than these takes no time that could be told from none. */
const fewHidden = 1000;

/**
 * Whether the text index is to be asked for the terms too: else the terms of each row that it finds are looked at, also
 * of hidden ones. Where it costs little it is always asked, so that the time of a search does not tell how many hold its
 * words.
 */
export function asksTextForTerms(reach: Reach): boolean {
  if (reach.terms <= fewTerms && reach.total - reach.visible > fewHidden) return true;
  const found = Math.min(reach.wanted, reach.visible);
  const each = cost.findInText + reach.terms * cost.passInText;
  return reach.terms * cost.beginInText + found * each < oneByOne(reach);
}

/** Whether the newest of each terms, merged, are read with less work than rows by date. */
export function readsNewestOfEach(reach: Reach): boolean {
  const read = Math.min(reach.visible, reach.terms * reach.wanted);
  return reach.terms * cost.begin + read * cost.sort < oneByOne(reach);
}
