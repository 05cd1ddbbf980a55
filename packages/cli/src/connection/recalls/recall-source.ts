import type { NewRecalls, PurgeReceipts, Recall, RecalledMany, RecallLook } from '@entente/server/api-types';
import type { OwnObject } from '../objects/object-source.ts';

/** What a member takes back: all versions of an object it owns, or one. */
export type RecallSource = {
  /** What recalling an object would do; nothing is recalled. */
  lookAtRecall(wanted: OwnObject): Promise<RecallLook>;
  /** Takes it back. Fails alike for what is missing, hidden, or another's. */
  recall(wanted: OwnObject & { readonly reason: string }): Promise<Recall>;
  /** All versions of each; what could not be recalled is named. */
  recallMany(wanted: NewRecalls & { readonly as?: string | undefined }): Promise<RecalledMany>;
  /** What nodes signed when they had purged an object: of all its recalls. */
  recallReceipts(wanted: Pick<OwnObject, 'object' | 'as'>): Promise<PurgeReceipts>;
};
