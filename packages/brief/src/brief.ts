/** Where something in a brief comes from: what its reader may look up. */
export type Source = {
  /** Counted from 1: what items point to. */
  readonly number: number;
  readonly text: string;
  readonly url?: string;
  /** Id of the object. */
  readonly object?: string;
};

/** One thing that a brief says. */
export type BriefItem = {
  /** When: a day. */
  readonly day?: string;
  /** Who, or what it is about. */
  readonly lead?: string;
  readonly text: string;
  /** The text stands between quotation marks, as its source has it. */
  readonly isQuote?: boolean;
  /** What is to be known beside it: a condition, an office. */
  readonly note?: string;
  /** Numbers of sources. */
  readonly sources: readonly number[];
};

/** A part of a brief. One without items says so in the words of `empty`. */
export type BriefSection = {
  readonly heading: string;
  readonly items: readonly BriefItem[];
  readonly empty: string;
  /** What was left out, and why. */
  readonly note?: string;
};

/** Who may have it, and how it is handled: the narrowest of everything that it contains. */
export type BriefTerms = {
  /** "TLP:AMBER"; "UNMARKED" where something in it has no level. */
  readonly label: string;
  /** Who may have it, in words. */
  readonly audience: string;
  /** Handling in words, one line each. */
  readonly handling: readonly string[];
};

/** Something to read: what is known on one subject on one day, with its own terms. */
export type Brief = {
  readonly title: string;
  readonly subtitle: string;
  /** In whose sight it was made, and when (a timestamp). */
  readonly by: string;
  readonly made: string;
  readonly terms: BriefTerms;
  readonly sections: readonly BriefSection[];
  readonly sources: readonly Source[];
};
