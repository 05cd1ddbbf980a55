import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import type { CollectionStore } from '../collections/collection-store.ts';
import type { EntryQuery, FoundEntry } from './entry-query.ts';
import type { Legends } from './legend.ts';
import type { AuditReceived } from './messages.ts';
import type { PlacementHistory } from './placement-history.ts';
import type { Scope } from './policy.ts';
import type { Delivery, Received } from './received.ts';

export type Receipt = z.infer<typeof AuditReceived>;

/** Where a list of receipts goes on: before this entry, or inside it before this date added (microseconds). */
export type ReceiptPosition = { readonly entry: number; readonly added: number };

/** What went to a member or a person: ranges of pages expanded to what was in them. Newest first. */
export type Receipts = (
  viewer: Viewer,
  scope: Scope,
  /** m:identity or a:account. */
  subject: string,
  how: readonly (typeof receiptKinds)[number][],
  from: ReceiptPosition,
  limit: number,
) => { readonly received: readonly Receipt[]; readonly next?: ReceiptPosition };

export const newestReceipt: ReceiptPosition = { entry: Number.MAX_SAFE_INTEGER, added: Number.MAX_SAFE_INTEGER };
export const receiptKinds = ['delivered', 'opened', 'exported'] as const;
/** Entries and placements read at once. */
const batch = 200;

export function createReceipts(
  entries: EntryQuery,
  history: PlacementHistory,
  received: Received,
  collections: CollectionStore,
  legends: Legends,
): Receipts {
  function* expand(
    viewer: Viewer,
    scope: Scope,
    { entry, content }: FoundEntry,
    before: number,
  ): Generator<{ receipt: Receipt; added: number }> {
    const { detail = {}, id, time } = content;
    const principal = String(detail.principal);
    const holder = { id: principal, name: legends.name(viewer, scope, principal) ?? '' };
    const common = { time, holder, entry: id };
    if (content.kind === 'opened') {
      const opened = { object: String(detail.object), version: String(detail.version) };
      yield { receipt: { ...common, how: 'opened', ...opened }, added: 0 };
    } else if (content.kind === 'exported') {
      const { principal: _, ...filter } = detail;
      yield { receipt: { ...common, how: 'exported', filter }, added: 0 };
    } else {
      for (const delivery of received.deliveriesOf(entry)) {
        for (const { object, stamp, added } of inRange(delivery, before)) {
          const collection = collections.get(delivery.collection).title;
          yield { receipt: { ...common, how: 'delivered', object, version: stamp, collection }, added };
        }
      }
    }
  }

  function* inRange(delivery: Delivery, before: number) {
    const { collection, after, last } = delivery;
    for (let until = Math.min(before, last + 1); ; ) {
      const found = history.ofCollection(collection, after, until, batch);
      for (const each of found) {
        if (received.isIn(delivery, each, () => history.ofObject(each.object))) yield each;
      }
      const oldest = found.at(-1);
      if (oldest === undefined) return;
      until = oldest.added;
    }
  }

  return (viewer, scope, subject, kinds, from, limit) => {
    const rows: Receipt[] = [];
    let last = from;
    for (let position = from; ; ) {
      // The entry in which the last page ended is looked at again.
      const before = position.entry === newestReceipt.entry ? position.entry : position.entry + 1;
      const found = entries.page(scope, { kinds, subjects: [subject] }, before, batch);
      for (const each of found) {
        const isSame = each.entry === position.entry;
        if (isSame && each.content.kind !== 'delivered') continue;
        const inside = isSame ? position.added : newestReceipt.added;
        for (const { receipt, added } of expand(viewer, scope, each, inside)) {
          if (rows.length === limit) return { received: rows, next: last };
          rows.push(receipt);
          last = { entry: each.entry, added };
        }
      }
      const oldest = found.at(-1);
      if (found.length < batch || oldest === undefined) return { received: rows };
      position = { entry: oldest.entry, added: 0 };
    }
  };
}
