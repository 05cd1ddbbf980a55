import type { JsonObject } from '@entente/stix';
import type { CollectionStore } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import type { ObjectReader, Page } from '../objects/object-reader.ts';
import type { PageRow } from '../objects/page-query.ts';
import type { DeliveryNotes } from '../peers/delivery-notes.ts';
import type { ProofStore } from '../signing/proof-store.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import { refuseLeaving } from './may-leave.ts';
import type { PushFeed } from './taxii-feed.ts';

/** The text of an object or of a proof, and what it is called over there. */
export type Sendable = { readonly object: string; readonly version: string; readonly bytes: Uint8Array };

/** An object that may go out (`added`: date added, in microseconds), with its proof where that goes with it. */
export type Ready = Sendable & { readonly added: number; readonly proof?: Sendable };

/** What may go out of a page, and what of the member's own must not. */
export type ReadyToPush = {
  sort(
    feed: PushFeed,
    rows: readonly PageRow[],
  ): {
    readonly ready: readonly Ready[];
    readonly kept: readonly { readonly object: string; readonly version: string; readonly reason: string }[];
  };
  /** A page up to what of the member's own is not signed yet: it goes out with its proof, the next time. */
  signed(feed: PushFeed, page: Page): Page;
};

export type ReadyParts = {
  readonly database: Database;
  readonly collections: Pick<CollectionStore, 'of'>;
  readonly reader: Pick<ObjectReader, 'bodies' | 'names'>;
  readonly terms: Pick<TermsStore, 'read'>;
  readonly proofs: Pick<ProofStore, 'proofsFor'>;
  readonly deliveryNotes: Pick<DeliveryNotes, 'signed'>;
};

export function createReadyToPush(parts: ReadyParts): ReadyToPush {
  const { database, collections, reader, terms, proofs, deliveryNotes } = parts;
  const owned = database.prepare('SELECT 1 FROM version WHERE version = ? AND owner = ? AND created_by_owner = 1');
  const isOwn =
    ({ member }: PushFeed) =>
    ({ version }: PageRow): boolean =>
      owned.get(version, member) !== undefined;

  return {
    sort(feed, rows) {
      const own = rows.filter(isOwn(feed));
      const bodies = own.length === 0 ? [] : reader.bodies(own);
      const names = reader.names(own);
      const proofOf =
        feed.proofs === undefined ? new Map<number, JsonObject>() : proofs.proofsFor(own.map(({ body }) => body));
      const ready: Ready[] = [];
      const kept: ReturnType<ReadyToPush['sort']>['kept'][number][] = [];
      for (const [place, { terms: under, added, body }] of own.entries()) {
        const { id: object = '', stamp: version = '' } = names[place] ?? {};
        const { expression, collection: published } = terms.read(under);
        const proof = proofOf.get(body);
        const reason =
          refuseLeaving(expression, collections.of(published) === 'all', feed.level) ??
          (feed.proofs !== undefined && proof === undefined ? unproved : undefined);
        if (reason !== undefined) kept.push({ object, version, reason });
        else {
          const bytes = bodies[place] ?? new Uint8Array();
          const beside = proof === undefined ? {} : { proof: written(proof) };
          ready.push({ object, version, bytes, added, ...beside });
        }
      }
      return { ready, kept };
    },
    signed(feed, page) {
      const own = page.rows.filter(isOwn(feed));
      const { rows } = deliveryNotes.signed({ rows: own, more: page.more });
      const first = own[rows.length];
      if (first === undefined) return page;
      return { rows: page.rows.filter(({ added }) => added < first.added), more: false };
    },
  };
}

const unproved = 'it has no proof, since a number in it would change: write it as text';

function written(proof: JsonObject): Sendable {
  return { object: String(proof.id), version: String(proof.modified), bytes: Buffer.from(JSON.stringify(proof)) };
}

/** In order, each no more than the other server takes at once; an object too large for it goes alone, and is refused there. */
export function batches<Each extends Sendable>(ready: readonly Each[], mostBytes: number): Each[][] {
  const made: Each[][] = [];
  let size = 0;
  for (const each of ready) {
    const last = made.at(-1);
    size += each.bytes.length + 1;
    if (last !== undefined && last.length < mostAtOnce && size < mostBytes - 20) last.push(each);
    else {
      made.push([each]);
      size = each.bytes.length + 1;
    }
  }
  return made;
}

const mostAtOnce = 100;
