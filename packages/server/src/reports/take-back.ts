import type { StixObject } from '@entente/stix';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { CollectionStore } from '../collections/collection-store.ts';
import { Problem } from '../http/problem.ts';
import type { ObjectReader, Rendition } from '../objects/object-reader.ts';
import type { Summaries } from '../objects/object-summary.ts';
import type { Publisher } from '../objects/publisher.ts';

type Parts = {
  readonly reader: Pick<ObjectReader, 'current'>;
  readonly summaries: Pick<Summaries, 'parse'>;
  readonly collections: Pick<CollectionStore, 'get'>;
  readonly publisher: Pick<Publisher, 'write'>;
  readonly now: () => string;
};

/**
 * Revokes what the viewer's member said of a report, for all who had it. `what` names it to who may not see it or finds
 * something else under its id.
 */
export type TakeBack = (
  viewer: Viewer,
  id: string,
  what: string,
  isMeant: (object: StixObject) => boolean,
) => Promise<void>;

export function createTakeBack({ reader, summaries, collections, publisher, now }: Parts): TakeBack {
  return async (viewer, id, what, isMeant) => {
    const current = reader.current(viewer, id);
    const object = current === undefined ? undefined : summaries.parse(current);
    if (current === undefined || object === undefined || object.revoked === true || !isMeant(object)) {
      throw new Problem('not-found', `There is no such ${what}, or it is not released to you.`);
    }
    if (!mayTakeBack(viewer, current)) throw new Problem('not-allowed', `Only who said it may take the ${what} back.`);
    const collection = collections.get(current.collection);
    const moment = Math.max(Date.parse(now()), Date.parse(String(object.modified)) + 1);
    const revoked = { ...object, modified: new Date(moment).toISOString(), revoked: true } as StixObject;
    await publisher.write(
      viewer,
      { collection, object: revoked, definitions: [], sayWithheld: undefined },
      viewer.member,
    );
  };
}

/** Units take back what they said in the name of their member. */
export function mayTakeBack(viewer: Viewer, { owner }: Pick<Rendition, 'owner'>): boolean {
  return actsFor(viewer, owner) || (owner === viewer.member && viewer.unit !== undefined);
}
