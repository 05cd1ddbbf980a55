import { randomUUID } from 'node:crypto';
import { type StixObject, timestampKey } from '@entente/stix';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { Audit } from '../audit/audit.ts';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { EventHub } from '../events/event-hub.ts';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { RosterStore } from '../members/roster-store.ts';
import type { Purger } from '../purging/purger.ts';
import { createQuoteEraser, quotableTexts } from '../purging/quote-eraser.ts';
import type { ApplyRecall } from './apply-recall.ts';
import type { FinishPurges } from './finish-purges.ts';
import type { NodeOrders } from './node-orders.ts';
import { mayRecall, maySeeRecalls } from './policy.ts';
import type { Reached, WhoWasReached } from './reached.ts';
import type { Recall, RecalledVersion, RecallStore } from './recall-store.ts';

/** What is to be taken back: all versions, or the one with this stamp. */
export type ToRecall = { readonly object: string; readonly version?: string | undefined };

/** What a recall would do, or has done: the stamps of its versions, and whom it does not bring back. */
export type Reach = {
  readonly isWhole: boolean;
  readonly versions: readonly string[];
  readonly reached: readonly Reached[];
  readonly backups: number;
};

/** The same with the nodes that are to be told. */
type WholeReach = Reach & { readonly peers: readonly { readonly peer: number; readonly name: string }[] };

/** What became of an order for many: the recalls, and what could not be recalled, with the code of the refusal. */
export type OrderedAll = {
  readonly recalls: readonly Recall[];
  readonly refused: readonly { readonly object: string; readonly code: string; readonly message: string }[];
};

/** So many are purged in one transaction: readers wait little, and what may quote is looked through once for all. */
const orderedTogether = 50;

/**
 * Taking back what one's member owns. Whoever else asks is answered as for a missing object: `not-found`. Further
 * refusals: `not-allowed`, `invalid`, `conflict`.
 */
export type RecallService = {
  /** What would be taken back, and what of it is beyond recall. */
  look(viewer: Viewer, wanted: ToRecall): Reach;
  /** Resolves once nobody can read it here any more; the files follow (see `Recall.purged`). */
  order(viewer: Viewer, wanted: ToRecall & { readonly reason: string }): Promise<Recall>;
  /** The same for many, all versions of each. What cannot be is told of, and keeps nothing else back. */
  orderAll(viewer: Viewer, objects: readonly string[], reason: string): Promise<OrderedAll>;
  /** Newest first; `before` is exclusive. */
  list(viewer: Viewer, before: number, limit: number): readonly Recall[];
  ofObject(viewer: Viewer, object: string): readonly Recall[];
  find(viewer: Viewer, id: string): Recall;
  reachOf(recall: Recall): Reach;
  /** Finishes what the node had not finished when it stopped. */
  resume(): void;
};

type Parts = {
  readonly database: Database;
  readonly recalls: RecallStore;
  readonly whoWasReached: WhoWasReached;
  readonly apply: ApplyRecall;
  readonly purger: Pick<Purger, 'together'>;
  readonly nodeOrders: Pick<NodeOrders, 'add'>;
  readonly finishing: FinishPurges;
  readonly members: Pick<MemberStore, 'find'>;
  readonly roster: RosterStore;
  readonly queue: WriteQueue;
  readonly events: Pick<EventHub, 'announce'>;
  /** Tells the people of these members that what they ordered stands otherwise. */
  readonly tellOwners: (owners: ReadonlySet<number>) => void;
  readonly audit: Pick<Audit, 'record' | 'flush'>;
  readonly now: () => string;
};

type Version = { readonly version: number; readonly modified: string; readonly stamp: string };

const noObject = 'There is no such object, or it is not released to you.';

export function createRecallService(parts: Parts): RecallService {
  const { purger } = parts;
  const {
    database,
    recalls,
    whoWasReached,
    apply,
    nodeOrders,
    finishing,
    members,
    roster,
    queue,
    events,
    tellOwners,
    audit,
    now,
  } = parts;
  const versionsOf = database.prepare(
    'SELECT version, modified, stamp FROM version WHERE id = ? AND owner = ? ORDER BY modified',
  );
  const issuedOf = database.prepare('SELECT DISTINCT issued FROM placement WHERE version = ? AND issued IS NOT NULL');
  const bodyOf = database.prepare('SELECT b.bytes FROM version v JOIN body b ON b.body = v.body WHERE v.version = ?');

  /** Who reads here hears that something is gone; other nodes, that there is something to ask for. */
  const announceToNodes = (touched: ReadonlySet<number>): void =>
    events.announce(touched, ({ peer }) => peer !== undefined);

  /** The versions that are meant, of the viewer's own member. */
  function meant(viewer: Viewer, { object, version }: ToRecall): { isWhole: boolean; versions: Version[] } {
    const all = actsFor(viewer, viewer.member) ? (versionsOf.all(object, viewer.member) as Version[]) : [];
    if (all.length === 0) {
      const [earlier] = actsFor(viewer, viewer.member) ? recalls.ofObject(viewer.member, object) : [];
      if (earlier === undefined) throw new Problem('not-found', noObject);
      throw new Problem('conflict', 'It was recalled already.', { recall: earlier.id });
    }
    if (!mayRecall(viewer)) {
      throw new Problem('not-allowed', 'Analysts and release officers of its owner recall an object.');
    }
    refuseSharedWords(object);
    if (version === undefined) return { isWhole: true, versions: all };
    const versions = all.filter(({ modified, stamp }) => stamp === version || modified === keyOf(version));
    if (versions.length === 0) throw new Problem('not-found', `${object} has no version ${version}.`);
    return { isWhole: false, versions };
  }

  /** What they are called, also as the renditions that some have got. */
  function namesOf(versions: readonly Version[]): RecalledVersion[] {
    const names = versions.flatMap(({ version, modified, stamp }) => [
      { modified, stamp },
      ...issuedOf.all(version).map(({ issued }) => ({ modified: timestampKey(String(issued)), stamp: String(issued) })),
    ]);
    return [...new Map(names.map((each) => [each.modified, each])).values()];
  }

  /** Who a member is, and what terms say, others need to read what was released under them. */
  function refuseSharedWords(object: string): void {
    const type = object.slice(0, object.indexOf('--'));
    const isPrincipal = type === 'identity' && roster.current().byIdentity.has(object.toLowerCase());
    if (isPrincipal || type === 'marking-definition' || type === 'extension-definition') {
      throw new Problem('conflict', 'Identities of the coalition and definitions of terms are not recalled.');
    }
  }

  /** The reason travels with the order, to all who had the object, and is kept. */
  function refuseQuotes(reason: string, versions: readonly Version[]): void {
    const texts = versions.flatMap(({ version }) => {
      const bytes = bodyOf.get(version)?.bytes as Uint8Array;
      return quotableTexts(JSON.parse(Buffer.from(bytes).toString()) as StixObject);
    });
    if (createQuoteEraser(texts).erase(reason) === undefined) return;
    throw new Problem('invalid', 'The reason is kept, and goes to all who had the object: it must not quote it.', {
      property: 'reason',
    });
  }

  function reachOf(owner: number, object: string, isWhole: boolean, versions: readonly Version[]): WholeReach {
    const stamps = versions.map(({ stamp }) => stamp).reverse();
    const meant = isWhole ? undefined : new Set(stamps);
    const by = whoWasReached.look(owner, object);
    return {
      isWhole,
      versions: stamps,
      reached: by.reached(meant),
      backups: by.backups(),
      peers: by.peers(meant),
    };
  }

  /** Each of those who had got it learns of it from its own part of the log, and of nobody else. */
  function tell(viewer: Viewer, { id, object, owner, isWhole }: Recall, versions: readonly Version[], reach: Reach) {
    const what = isWhole ? 'all' : versions.map(({ stamp }) => stamp);
    const detail = { object, recall: id, versions: what };
    audit.record({ kind: 'recalled', members: [owner], subjects: [object, id], detail }, viewer);
    for (const identity of new Set(reach.reached.map(({ member }) => member))) {
      const member = members.find(identity)?.member;
      if (member === undefined || member === owner) continue;
      audit.record(
        { kind: 'recalled', members: [member], subjects: [object], detail: { object, versions: what } },
        viewer,
      );
    }
  }

  /** To be called in a transaction. */
  function orderOne(viewer: Viewer, { reason, ...wanted }: ToRecall & { readonly reason: string }) {
    const { isWhole, versions } = meant(viewer, wanted);
    const reach = reachOf(viewer.member, wanted.object, isWhole, versions);
    const named = namesOf(versions);
    const recall = recalls.add({
      id: randomUUID(),
      owner: viewer.member,
      object: wanted.object,
      isWhole,
      because: 'recalled',
      reason,
      ordered: now(),
      ...(viewer.account === undefined ? {} : { orderedBy: viewer.account.name }),
      versions: named,
      reached: reach.reached,
      backups: reach.backups,
    });
    tell(viewer, recall, versions, reach);
    nodeOrders.add(recall.recall, reach.peers);
    return { recall, touched: apply(recall, named).touched };
  }

  /** The versions of those that can be recalled, and why the others cannot. */
  function sort(viewer: Viewer, objects: readonly string[]) {
    const good: { object: string; versions: readonly Version[] }[] = [];
    const refused: { object: string; code: string; message: string }[] = [];
    for (const object of objects) {
      try {
        good.push({ object, versions: meant(viewer, { object }).versions });
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        refused.push({ object, code: error.code, message: error.message });
      }
    }
    return { good, refused };
  }

  return {
    look(viewer, wanted) {
      const { isWhole, versions } = meant(viewer, wanted);
      return reachOf(viewer.member, wanted.object, isWhole, versions);
    },
    async order(viewer, { reason, ...wanted }) {
      refuseQuotes(reason, meant(viewer, wanted).versions);
      // What has just been delivered must be known before it is asked who got it.
      await audit.flush();
      const { recall, touched } = await queue.run(() => orderOne(viewer, { ...wanted, reason }));
      announceToNodes(touched);
      tellOwners(new Set([viewer.member]));
      finishing.soon();
      return recall;
    },
    async orderAll(viewer, objects, reason) {
      if (!mayRecall(viewer)) {
        throw new Problem('not-allowed', 'Analysts and release officers of their owner recall objects.');
      }
      await audit.flush();
      const given = [...new Set(objects)];
      const chunks = Array.from({ length: Math.ceil(given.length / orderedTogether) }, (_, place) =>
        given.slice(place * orderedTogether, (place + 1) * orderedTogether),
      );
      // All of them, before anything is gone.
      for (const chunk of chunks)
        refuseQuotes(
          reason,
          sort(viewer, chunk).good.flatMap(({ versions }) => versions),
        );
      const done: Recall[] = [];
      const refused: OrderedAll['refused'][number][] = [];
      for (const chunk of chunks) {
        const outcome = await queue.run(() => {
          const sorted = sort(viewer, chunk);
          const orders = purger.together(() => sorted.good.map(({ object }) => orderOne(viewer, { object, reason })));
          return { orders, refused: sorted.refused };
        });
        done.push(...outcome.orders.map(({ recall }) => recall));
        refused.push(...outcome.refused);
        announceToNodes(new Set(outcome.orders.flatMap(({ touched }) => [...touched])));
      }
      tellOwners(new Set([viewer.member]));
      finishing.soon();
      return { recalls: done, refused };
    },
    list: (viewer, before, limit) => (maySeeRecalls(viewer) ? recalls.ofOwner(viewer.member, before, limit) : []),
    ofObject: (viewer, object) => (maySeeRecalls(viewer) ? recalls.ofObject(viewer.member, object) : []),
    find(viewer, id) {
      const found = recalls.find(viewer.member, id);
      if (found === undefined || !actsFor(viewer, found.owner)) {
        throw new Problem('not-found', 'There is no such recall.');
      }
      return found;
    },
    reachOf: ({ recall, isWhole, backups }) => ({
      isWhole,
      versions: recalls.versionsOf(recall).map(({ stamp }) => stamp),
      reached: recalls.reachedBy(recall),
      backups,
    }),
    resume() {
      const unfinished = recalls.unfinished();
      if (unfinished.length === 0) return;
      // Where the node stopped, this has been done; where an older state of it was restored, it has not.
      database.transaction(() => {
        for (const recall of unfinished) apply(recall, recalls.versionsOf(recall.recall));
      });
      finishing.soon();
    },
  };
}

/** The sort key of a version that a person names; what is no timestamp is none's. */
function keyOf(version: string): string | undefined {
  try {
    return timestampKey(version);
  } catch {
    return undefined;
  }
}
