import { handlingOf, type Terms } from '@entente/release';
import { compareTimestamps, type StixObject } from '@entente/stix';
import type { PurgeCause, TombstoneStore } from './tombstone-store.ts';

/** Why a version is not taken: it was purged, or would have to be at once. */
export type PurgeRefusal = {
  readonly id: string;
  readonly type: string;
  readonly path: string;
  readonly rule: 'purged' | 'expired' | 'recalled';
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

const refused = {
  expired: { rule: 'purged', message: 'this version expired and was purged; it is not taken again' },
  recalled: { rule: 'recalled', message: 'its owner recalled this version; it is not taken again' },
} as const;

/** Undefined where nothing was purged and nothing has expired; `now` is ISO 8601. */
export function refusePurged(sent: Sent, tombstones: TombstoneStore, now: string): PurgeRefusal | undefined {
  const { object, modified, terms } = sent;
  const { id, type } = object;
  const { purgeAfter } = handlingOf(terms);
  if (purgeAfter !== undefined && compareTimestamps(now, purgeAfter) >= 0) {
    const message = `its marking says that it is to be purged after ${purgeAfter}, which is over`;
    return { id, type, path: 'object_marking_refs', rule: 'expired', section: '7.2', message };
  }
  const cause = causeOf(sent, tombstones);
  if (cause === undefined) return undefined;
  return { id, type, path: modified === '' ? 'id' : 'modified', section: '3.6', ...refused[cause] };
}

function causeOf({ owner, object, modified, newest }: Sent, tombstones: TombstoneStore): PurgeCause | undefined {
  const { id } = object;
  if (modified !== '') {
    // Recalled whole: also what never came here, and whatever was published since.
    if (modified <= (tombstones.recalledThrough(owner, id) ?? '')) return 'recalled';
    // The terms of a newest version hold for all older ones: what was older than it would have gone with it.
    const expired = tombstones.newestExpired(owner, id);
    if (expired !== undefined && modified < expired && (newest ?? '') < expired) return 'expired';
  }
  return tombstones.causeOf({ owner, id, modified }, object);
}
