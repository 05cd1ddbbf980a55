import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import type { CollectionStore } from '../collections/collection-store.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { Problem } from '../http/problem.ts';
import type { ObjectService } from '../objects/object-service.ts';
import type { FeedMessage, NewFeed } from '../reports/messages.ts';
import { type FeedPolicy, isAllowed } from './feed-policy.ts';
import type { Feed, FeedStore } from './feed-store.ts';

type Message = z.output<typeof FeedMessage>;

/** The feeds of a viewer's member. Another member's is like one that does not exist. */
export type FeedService = {
  readonly allowed: readonly string[];
  list(viewer: Viewer): Message[];
  /** Throws `not-allowed`, `not-found`, `invalid` for an address that the operator does not allow, `conflict`. */
  add(viewer: Viewer, feed: z.output<typeof NewFeed>): Promise<Message>;
  /** Throws `not-found`, `not-allowed`. */
  pause(viewer: Viewer, id: string, paused: boolean): Promise<Message>;
  remove(viewer: Viewer, id: string): Promise<void>;
};

type Parts = {
  readonly feeds: FeedStore;
  readonly policy: FeedPolicy;
  readonly collections: CollectionStore;
  readonly objects: Pick<ObjectService, 'mayRead' | 'mayWrite'>;
  readonly queue: WriteQueue;
  readonly clock: () => number;
  readonly onAdded: () => void;
};

export function createFeedService({ feeds, policy, collections, objects, queue, clock, onAdded }: Parts): FeedService {
  function mustChange(viewer: Viewer, id: string): Feed {
    const feed = feeds.find(id);
    if (feed === undefined || feed.member !== viewer.member || viewer.unit !== undefined) {
      throw new Problem('not-found', 'There is no such feed.');
    }
    const collection = collections.find(feed.collection);
    if (collection !== undefined && !objects.mayWrite(viewer, collection)) {
      throw new Problem('not-allowed', 'Who may write to its collection pauses or ends a feed.');
    }
    return feed;
  }

  return {
    allowed: policy.allowed,
    list: (viewer) => (viewer.unit === undefined ? feeds.ofMember(viewer.member).map(toMessage) : []),
    async add(viewer, { address, ...feed }) {
      const collection = collections.find(feed.collection);
      if (collection === undefined || !(objects.mayRead(viewer, collection) || objects.mayWrite(viewer, collection))) {
        throw new Problem('not-found', `There is no collection ${feed.collection}.`);
      }
      if (viewer.unit !== undefined || !objects.mayWrite(viewer, collection)) {
        throw new Problem('not-allowed', `Who may write to ${collection.title} for a member pulls feeds into it.`);
      }
      const url = new URL(address);
      url.hash = '';
      if (!isAllowed(url, policy)) {
        throw new Problem('invalid', 'The operator of the node does not allow this address (docs/reports.md).', {
          property: 'address',
        });
      }
      const added = await queue.run(() => {
        if (feeds.ofMember(viewer.member).some((each) => each.address === url.href)) {
          throw new Problem('conflict', 'Your member pulls this feed already.');
        }
        return feeds.add(viewer.member, { ...feed, address: url.href, collection: collection.id }, clock());
      });
      onAdded();
      return toMessage(added);
    },
    async pause(viewer, id, paused) {
      const { feed } = mustChange(viewer, id);
      const changed = await queue.run(() => feeds.pause(feed, paused, clock()));
      if (!paused) onAdded();
      return toMessage(changed);
    },
    async remove(viewer, id) {
      const { feed } = mustChange(viewer, id);
      await queue.run(() => feeds.remove(feed));
    },
  };
}

function toMessage({ feed: _, member: __, next: ___, ...message }: Feed): Message {
  return message;
}
