/** Something in a log that cannot have come about by keeping it: what, and exactly where. */
export type Finding = {
  readonly code: FindingCode;
  /** Index of the epoch, from 0. */
  readonly epoch?: number;
  /** Ids of the entries that it is about. */
  readonly entries?: readonly string[];
  /** One sentence that says what and where. */
  readonly message: string;
};

export type FindingCode =
  | 'no-log'
  | 'entry-changed'
  | 'entry-deleted'
  | 'entry-added'
  | 'entries-reordered'
  | 'entry-moved'
  | 'salts-swapped'
  | 'salt-missing'
  | 'index-changed'
  | 'epoch-changed'
  | 'epoch-missing'
  | 'epoch-added'
  | 'tree-changed'
  | 'checkpoint-unreadable'
  | 'truncated'
  | 'forked';
