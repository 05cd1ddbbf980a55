/** A half-open range of UTF-16 offsets into the text. */
export type Span = [start: number, end: number];

/** All that a holder can do with a content. */
export const statementKinds = [
  'said',
  'thinks',
  'knows',
  'wants',
  'expects',
  'fears',
  'asked',
  'urged',
  'ordered',
  'promised',
  'decided',
  'announced',
  'warned',
  'threatened',
  'denied',
  'rejected',
  'declined',
  'agreed',
  'supported',
  'praised',
  'criticised',
  'accused',
  'argued',
  'clarified',
  'assessed',
  'reported',
  'called',
  'suggested',
] as const;
/** What the holder does with the content. */
export type StatementKind = (typeof statementKinds)[number];

/** Whether the content is in the speaker's words: all of it, none, or some. */
export type StatementForm = 'direct' | 'indirect' | 'mixed';

/** Inclusive days, ISO 8601 (`2019-02-11`). */
export interface DateWindow {
  readonly from: string;
  readonly to: string;
}

export interface DateMention {
  readonly span: Span;
  readonly text: string;
  /** Absent where the text gives no date to count from. */
  readonly window?: DateWindow;
}

export interface NumberMention {
  readonly span: Span;
  readonly text: string;
  /** Half is 0.5 and 100 percent is 1: shares are counted from 0 to 1. */
  readonly value: number;
  readonly measure: 'count' | 'share' | 'money';
  /** How the text bounds it: "more than 17 years" is `over`, "roughly half" is `about`. */
  readonly bound: 'exact' | 'about' | 'over' | 'at least' | 'under' | 'at most';
  /** What is counted, as the text has it ("U.S. troops"), or the currency of money. */
  readonly of?: string;
}

export type SpeakerKind = 'person' | 'organisation' | 'member' | 'group' | 'document' | 'author' | 'unknown';

/** Who says it, resolved over pronouns, titles and descriptions as far as the text supports. */
export interface Speaker {
  /** The fullest name in the text ("Donald Trump"), or the description where there is no name. */
  readonly name: string;
  readonly kind: SpeakerKind;
  /** The office held, as the text has it ("U.S. Secretary of State"). */
  readonly office?: string;
  /** The country or organisation the office speaks for. */
  readonly spokenFor?: string;
  /** Where `name` was taken from. */
  readonly mention?: Span;
}

/** Who said what, and where the text says so. Every span is a UTF-16 offset range into the text. */
export interface Statement {
  readonly source: Span[];
  readonly cue: Span[];
  readonly content: Span[];
  readonly kind: StatementKind;
  readonly form: StatementForm;
  /** The stance is denied: "did not say", "refused to rule out". */
  readonly negated: boolean;
  readonly hedged: boolean;
  /** The words that hedge it ("reportedly", "could", "sought to"). */
  readonly hedges: string[];
  readonly speaker?: Speaker;
  /** Whose position it is: the speaker, or the principal whom a spokesperson speaks for. */
  readonly holder?: string;
  /** The member of the coalition that speaker or principal belongs to, of those given. */
  readonly member?: string;
  /** When it was said. */
  readonly said?: DateWindow;
  readonly numbers: NumberMention[];
  readonly dates: DateMention[];
  /** From 0 to 1: how sure the extractor is that this is an attribution. */
  readonly confidence: number;
}
