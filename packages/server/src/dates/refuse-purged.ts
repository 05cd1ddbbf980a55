import { handlingOf, type Terms } from '@entente/release';
import { compareTimestamps, type StixObject } from '@entente/stix';
import type { TombstoneStore } from './tombstone-store.ts';

/** Why a version is not taken: it was purged, or would have to be at once. */
export type PurgeRefusal = {
  readonly id: string;
  readonly type: string;
  readonly path: string;
  readonly rule: 'purged' | 'expired';
  readonly section: string;
  readonly message: string;
};

/** A version that somebody sends; `modified` is '' for an object without versions. */
export type Sent = {
  readonly owner: number;
  readonly object: StixObject;
  readonly modified: string;
  readonly terms: Terms;
  /** The newest that the owner has of it. */
  readonly newest: string | undefined;
};

/** Undefined where nothing was purged and nothing has expired; `now` is ISO 8601. */
export function refusePurged(
  { owner, object, modified, terms, newest }: Sent,
  tombstones: TombstoneStore,
  now: string,
): PurgeRefusal | undefined {
  const { id, type } = object;
  const { purgeAfter } = handlingOf(terms);
  if (purgeAfter !== undefined && compareTimestamps(now, purgeAfter) >= 0) {
    const message = `its marking says that it is to be purged after ${purgeAfter}, which is over`;
    return { id, type, path: 'object_marking_refs', rule: 'expired', section: '7.2', message };
  }
  // The terms of a newest version hold for all older ones: what was older than it would have gone with it.
  const purged = tombstones.newest(owner, id);
  const isOlder = modified !== '' && purged !== undefined && modified < purged && (newest ?? '') < purged;
  if (!isOlder && !tombstones.has({ owner, id, modified }, object)) return undefined;
  const message = 'this version expired and was purged; it is not taken again';
  return { id, type, path: modified === '' ? 'id' : 'modified', rule: 'purged', section: '3.6', message };
}
