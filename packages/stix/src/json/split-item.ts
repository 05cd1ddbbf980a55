import type { JsonObject } from './json-value.ts';

/** What is refused about one member of a document; its neighbours are read nevertheless. */
export type MemberRule =
  | 'duplicate-key'
  | 'invalid-json'
  | 'invalid-utf8'
  | 'lone-surrogate'
  | 'not-an-object'
  | 'too-deep'
  | 'too-large'
  | 'too-many-properties';

/** What ends the reading of a document; members before it count. */
export type DocumentRule =
  | MemberRule
  | 'empty'
  | 'objects-not-a-list'
  | 'repeated-objects'
  | 'too-many-documents'
  | 'too-many-objects'
  | 'truncated'
  | 'unexpected-byte';

/** One member of a document: its exact bytes, a view on what was pushed, and what they say. */
export type SplitObject = {
  readonly ok: true;
  /** Place among all members of the stream, bad ones included, from 0. */
  readonly index: number;
  readonly bytes: Buffer;
  readonly value: JsonObject;
};

/** A member that is refused. `bytes` is there if it is small enough to be held. No message quotes the content. */
export type BadMember = {
  readonly ok: false;
  readonly scope: 'member';
  readonly index: number;
  readonly rule: MemberRule;
  readonly message: string;
  readonly bytes?: Buffer;
};

/** The document itself is broken: nothing follows. `index` is the number of members before. */
export type BadDocument = {
  readonly ok: false;
  readonly scope: 'document';
  readonly index: number;
  readonly rule: DocumentRule;
  readonly message: string;
};

export type SplitItem = SplitObject | BadMember | BadDocument;

/** Bounds on what is held in memory and on what a parser further on has to bear. */
export type SplitLimits = {
  /** The largest member, and the largest envelope without its `objects`, in bytes. */
  readonly maxObjectBytes: number;
  /** How many braces and brackets may be open at once in a member, its own included. */
  readonly maxDepth: number;
  /**
   * How many properties a member may have, on all its levels together; an envelope, which may speak of each of its objects,
   * five times as many. Engines take a second for some hundred thousand, and meanwhile do nothing else.
   */
  readonly maxProperties: number;
  /** How many members a stream may have. */
  readonly maxObjects: number;
  /** How many documents may follow each other; one where nothing may follow the first. */
  readonly maxDocuments: number;
};

export const DEFAULT_SPLIT_LIMITS: SplitLimits = {
  maxObjectBytes: 16 * 1024 * 1024,
  maxDepth: 64,
  maxProperties: 50_000,
  maxObjects: Number.POSITIVE_INFINITY,
  maxDocuments: Number.POSITIVE_INFINITY,
};
