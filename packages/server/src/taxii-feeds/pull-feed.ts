import { isStix20, mendedSpecVersion, upgradeStix20 } from '@entente/convert';
import type { JsonObject, SplitItem } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';
import type { CollectionStore } from '../collections/collection-store.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { readImportedTerms } from '../import/imported-terms.ts';
import type { ReleaseNames } from '../members/release-names.ts';
import type { ObjectService } from '../objects/object-service.ts';
import type { Incoming } from '../objects/object-writer.ts';
import type { Outcome } from '../objects/outcome.ts';
import { isProofBeside } from '../objects/refusals.ts';
import { PeerFailure } from '../peers/peer-failure.ts';
import type { ForeignPage, ForeignServer } from './foreign-server.ts';
import type { Position, PullFeed, Refused } from './taxii-feed.ts';
import type { TaxiiFeedStore } from './taxii-feed-store.ts';
import { type WalkLimits, walkPages } from './walk-pages.ts';

/** Reads what is new of one feed. Throws `PeerFailure`, and `Problem` for what this node refuses. */
export type PullFeedOnce = (
  feed: PullFeed,
  server: Pick<ForeignServer, 'page'>,
  viewer: Viewer,
  signal: AbortSignal,
) => Promise<void>;

type Parts = {
  readonly feeds: TaxiiFeedStore;
  readonly collections: CollectionStore;
  readonly names: ReleaseNames;
  readonly service: Pick<ObjectService, 'add'>;
  readonly queue: WriteQueue;
  readonly now: () => string;
  readonly limits?: WalkLimits | undefined;
};

/**
 * What comes in is material of third parties: its owner is the member that the feed is of, and the terms set on import
 * hold beside its own markings. Objects and position are one transaction; a bad object is listed and stops nothing.
 */
export function createPullFeed({ feeds, collections, names, service, queue, now, limits }: Parts): PullFeedOnce {
  return async (feed, server, viewer, signal) => {
    const collection = collections.find(feed.collection);
    if (collection === undefined) throw new PeerFailure('unexpected-answer', 'Its collection here is gone.');
    // Looked up each time: a group that is gone closes the feed, and widens nothing.
    const imported = readImportedTerms(names, viewer, feed.terms);

    async function take(page: ForeignPage, position: Position): Promise<void> {
      const { incoming, refused } = read(page.items);
      const keep = (outcomes: readonly Outcome[]): void => {
        let stored = 0;
        for (const each of refused) feeds.refuse(feed.feed, each, now());
        for (const outcome of outcomes) {
          if (outcome.state === 'refused') {
            if (!isProofBeside(outcome.refusals)) feeds.refuse(feed.feed, reasonsOf(outcome), now());
          } else feeds.settle(feed.feed, outcome.id, outcome.version);
          if (outcome.state === 'stored') stored += 1;
        }
        feeds.moved(feed.feed, position, stored);
      };
      if (incoming.length === 0) await queue.run(() => keep([]));
      else
        await service.add(viewer, collection as NonNullable<typeof collection>, incoming, {
          imported,
          alongside: keep,
        });
    }

    await walkPages(server, feed.position, take, signal, now, limits);
  };
}

/** The objects of a page as STIX 2.1; those of STIX 2.0 are converted, and spoilt versions mended, as on import. */
function read(items: readonly SplitItem[]): { readonly incoming: Incoming[]; readonly refused: Refused[] } {
  const incoming: Incoming[] = [];
  const refused: Refused[] = [];
  for (const item of items) {
    if (!item.ok) {
      const object = `object ${item.index + 1} of a page`;
      refused.push({ object, version: '', rule: item.rule, reason: item.message.slice(0, 500) });
      continue;
    }
    const mended = mendedSpecVersion(item.value);
    if (mended !== undefined) incoming.push(written(mended));
    else if (isStix20(item.value)) incoming.push(...upgradeStix20(item.value).objects.map(written));
    else incoming.push(item);
  }
  return { incoming, refused };
}

function written(value: JsonObject): Incoming {
  return { bytes: Buffer.from(JSON.stringify(value)), value };
}

function reasonsOf({ id, version, refusals }: Extract<Outcome, { state: 'refused' }>): Refused {
  const reason = refusals.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
  return { object: id.slice(0, 300), version, rule: refusals[0]?.rule ?? 'refused', reason: reason.slice(0, 500) };
}
