import { setTimeout as pause } from 'node:timers/promises';
import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { Collection, CollectionStore } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { Problem } from '../http/problem.ts';
import { readImportedTerms } from '../import/imported-terms.ts';
import type { ReleaseNames } from '../members/release-names.ts';
import type { ObjectService } from '../objects/object-service.ts';
import type { AddressRule } from '../peers/address-rule.ts';
import { PeerFailure } from '../peers/peer-failure.ts';
import { checkedRoot } from './checked-root.ts';
import type { FeedRunner } from './feed-runner.ts';
import {
  type NewTaxiiFeed,
  pushWarning,
  type TaxiiCredential,
  type TaxiiFeedMessage,
  type TaxiiFeedView,
} from './messages.ts';
import { mustRunTaxiiFeeds, mustSeeTaxiiFeeds } from './policy.ts';
import type { TaxiiFeed } from './taxii-feed.ts';
import type { AddedFeed, TaxiiFeedStore } from './taxii-feed-store.ts';

type Message = z.output<typeof TaxiiFeedMessage>;
type View = z.output<typeof TaxiiFeedView>;

/** The TAXII feeds of a viewer's member; another member's is like one that does not exist. All throw `not-allowed`. */
export type TaxiiFeedService = {
  list(viewer: Viewer): Message[];
  /** Throws `not-found`. */
  get(viewer: Viewer, id: string): View;
  /** Throws `not-found` for a collection, `invalid` for an address or a push that is not confirmed, `conflict`. */
  add(viewer: Viewer, feed: z.output<typeof NewTaxiiFeed>): Promise<Message>;
  setState(viewer: Viewer, id: string, state: 'on' | 'paused'): Promise<Message>;
  /** Runs it now, and answers when that has ended or goes on for long. Throws `conflict` where it is paused. */
  run(viewer: Viewer, id: string): Promise<View>;
  /** What came in stays; what was sent stays out there. */
  remove(viewer: Viewer, id: string): Promise<void>;
};

type Parts = {
  readonly database: Database;
  readonly feeds: TaxiiFeedStore;
  readonly runner: Pick<FeedRunner, 'run' | 'changed'>;
  readonly collections: CollectionStore;
  readonly names: ReleaseNames;
  readonly service: Pick<ObjectService, 'mayRead' | 'mayWrite'>;
  readonly queue: WriteQueue;
  readonly record: RecordEvent;
  readonly rule: AddressRule;
  readonly clock: () => number;
};

const mostFeeds = 50;
const mostListed = 200;
/** Who asks for a run waits so long (milliseconds) for it to end; it goes on. */
const mostPatience = 20_000;

export function createTaxiiFeedService(parts: Parts): TaxiiFeedService {
  const { database, feeds, runner, collections, names, service, queue, record, rule, clock } = parts;
  const newest = database.prepare('SELECT max(added) AS added FROM placement');

  function mustFind(viewer: Viewer, id: string): TaxiiFeed {
    mustSeeTaxiiFeeds(viewer);
    const feed = feeds.find(id);
    if (feed === undefined || feed.member !== viewer.member)
      throw new Problem('not-found', 'There is no such TAXII feed.');
    return feed;
  }

  /** Whoever brings objects in must be able to write them; whoever sends them out, to have published them. */
  function mustFindCollection(viewer: Viewer, named: string): Collection {
    const found = collections.find(named);
    if (found === undefined || !(service.mayRead(viewer, found) || service.mayWrite(viewer, found))) {
      throw new Problem('not-found', `There is no collection ${named}.`);
    }
    if (!service.mayWrite(viewer, found)) {
      throw new Problem('not-allowed', `You may not write to the collection ${found.title}.`);
    }
    return found;
  }

  function toMessage(feed: TaxiiFeed): Message {
    const { feed: row, id, direction, url, source, version, login, collection, minutes, created, objects } = feed;
    return {
      ...{ id, direction, url, source, version, login, collection, minutes, created, objects },
      ...(feed.direction === 'pull'
        ? { terms: { ...feed.terms, releasableTo: [...feed.terms.releasableTo] } }
        : { level: feed.level }),
      ...(feed.proofs === undefined ? {} : { proofs: feed.proofs }),
      state: feed.state === 'on' ? 'on' : 'paused',
      ...(feed.state === 'on' ? { next: new Date(feed.next).toISOString() } : {}),
      ...(feed.ran === undefined ? {} : { ran: feed.ran }),
      ...(feed.succeeded === undefined ? {} : { succeeded: feed.succeeded }),
      ...(feed.problem === undefined ? {} : { problem: feed.problem }),
      refused: feeds.countRefused(row),
    };
  }

  /** In a transaction. */
  function log(viewer: Viewer, feed: TaxiiFeed, change: string): void {
    const { id, collection, direction } = feed;
    record({ kind: 'taxii-feed-changed', subjects: [id, collection], detail: { change, direction } }, viewer);
  }

  function get(viewer: Viewer, id: string): View {
    const feed = mustFind(viewer, id);
    return { ...toMessage(feed), refusals: feeds.refusedOf(feed.feed, mostListed).map((each) => ({ ...each })) };
  }

  return {
    list(viewer) {
      mustSeeTaxiiFeeds(viewer);
      return feeds.ofMember(viewer.member).map(toMessage);
    },
    get,
    async add(viewer, given) {
      mustRunTaxiiFeeds(viewer);
      const { id: collection } = mustFindCollection(viewer, given.collection);
      const url = rootOf(given.url, rule);
      const { source, minutes, credential } = given;
      const proofs = given.direction === 'push' ? given.proofs : undefined;
      const secret = secretOf(credential);
      const login = credential.login;
      const common = {
        member: viewer.member,
        url,
        source,
        collection,
        minutes,
        login,
        ...(secret && { secret }),
        ...(proofs && { proofs }),
      };
      let added: AddedFeed;
      if (given.direction === 'pull') {
        const { tlp, releasableTo } = given.terms;
        // Says now what it could not find.
        readImportedTerms(names, viewer, { tlp, releasableTo });
        added = { ...common, direction: 'pull', version: given.version, terms: { tlp, releasableTo } };
      } else {
        if (given.level !== 'clear' && !given.confirmed) {
          throw new Problem('invalid', `${pushWarning} Confirm that for TLP:GREEN.`, { property: 'confirmed' });
        }
        const from = given.earlier ? 0 : Number(newest.get()?.added ?? 0);
        added = { ...common, direction: 'push', version: '2.1', level: given.level, added: from };
      }
      const feed = await queue.run(() => {
        const own = feeds.ofMember(viewer.member);
        const isSame = (each: TaxiiFeed): boolean =>
          each.direction === added.direction &&
          each.url === url &&
          each.source === source &&
          each.collection === collection;
        if (own.some(isSame)) throw new Problem('conflict', 'Your member has this feed already.');
        if (own.length >= mostFeeds) throw new Problem('conflict', `A member has ${mostFeeds} feeds at the most.`);
        const made = feeds.add(added, clock());
        log(viewer, made, 'added');
        return made;
      });
      runner.changed();
      return toMessage(feed);
    },
    async setState(viewer, id, state) {
      mustRunTaxiiFeeds(viewer);
      const feed = mustFind(viewer, id);
      await queue.run(() => {
        feeds.setState(feed.feed, state, clock());
        log(viewer, feed, state === 'on' ? 'resumed' : 'paused');
      });
      runner.changed();
      return toMessage(mustFind(viewer, id));
    },
    async run(viewer, id) {
      mustRunTaxiiFeeds(viewer);
      if (mustFind(viewer, id).state !== 'on') throw new Problem('conflict', 'It is paused.');
      await Promise.race([runner.run(id), pause(mostPatience, undefined, { ref: false })]);
      return get(viewer, id);
    },
    async remove(viewer, id) {
      mustRunTaxiiFeeds(viewer);
      const feed = mustFind(viewer, id);
      await queue.run(() => {
        feeds.setState(feed.feed, 'removed', clock());
        log(viewer, feed, 'removed');
      });
      runner.changed();
    },
  };
}

/** Throws `invalid` for an address that the node does not speak to. */
function rootOf(url: string, rule: AddressRule): string {
  try {
    return checkedRoot(url, rule);
  } catch (error) {
    if (!(error instanceof PeerFailure)) throw error;
    throw new Problem('invalid', error.message, { property: 'url' });
  }
}

function secretOf(credential: z.output<typeof TaxiiCredential>): string | undefined {
  if (credential.login === 'none') return undefined;
  if (credential.login === 'bearer') return `Bearer ${credential.token}`;
  return `Basic ${Buffer.from(`${credential.user}:${credential.password}`).toString('base64')}`;
}
