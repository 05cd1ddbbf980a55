import { setTimeout as pause } from 'node:timers/promises';
import type { JsonObject, JsonValue } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { CollectionStore } from '../collections/collection-store.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { lastVersion, type ObjectReader } from '../objects/object-reader.ts';
import { PeerFailure } from '../peers/peer-failure.ts';
import type { CopyStore } from './copy-store.ts';
import { type ForeignServer, unexpected } from './foreign-server.ts';
import { batches, createReadyToPush, type Ready, type ReadyParts, type Sendable } from './ready-to-push.ts';
import type { PushFeed } from './taxii-feed.ts';
import type { TaxiiFeedStore } from './taxii-feed-store.ts';

/** Sends what is new of one feed. Throws `PeerFailure`. */
export type PushFeedOnce = (
  feed: PushFeed,
  server: Pick<ForeignServer, 'largestPost' | 'post' | 'status'>,
  viewer: Viewer,
  signal: AbortSignal,
) => Promise<void>;

type Parts = ReadyParts & {
  readonly feeds: TaxiiFeedStore;
  readonly copies: CopyStore;
  readonly collections: CollectionStore;
  readonly reader: Pick<ObjectReader, 'page' | 'bodies' | 'names'>;
  readonly queue: WriteQueue;
  readonly record: RecordEvent;
  readonly now: () => string;
};

const pageSize = 200;
const mostPages = 100;
const mostLooks = 5;
/** Between the first two looks at a status that is pending; twice as long each time. */
const lookMilliseconds = 1000;
/** A server that fails at so many in a row fails at everything. */
const mostFaults = 3;

/**
 * Sends a member's own objects of one collection, in order of date added, as their terms are at that moment. Before
 * anything leaves it is written down and logged: it is beyond recall from then on.
 */
export function createPushFeed(parts: Parts): PushFeedOnce {
  const { feeds, copies, collections, reader, queue, record, now } = parts;
  const toPush = createReadyToPush(parts);

  return async (feed, server, viewer, signal) => {
    const { member } = viewer;
    const collection = collections.find(feed.collection);
    if (collection === undefined) throw new PeerFailure('unexpected-answer', 'Its collection here is gone.');
    const most = await server.largestPost(signal);
    let { added, status: pending } = feed.sent;
    /** What is sent for the first time: what was sent before may be there, whatever becomes of it now. */
    const sentFirst = new Set<string>();

    /** To note of each that the server failed at when it was sent alone: its fault, or the server's own. */
    const faults: (() => void)[] = [];

    function failedAt(note: () => void): void {
      faults.push(note);
      if (faults.length > mostFaults) throw unexpected(500);
    }

    /** In a transaction: the server takes others, so it failed at what was in those. */
    function noteFaults(): void {
      for (const note of faults.splice(0)) note();
    }

    /** In a transaction. */
    function save(sentNow = 0): void {
      feeds.sent(feed.feed, { added, ...(pending === undefined ? {} : { status: pending }) }, sentNow);
    }

    function refuse({ object, version }: Pick<Ready, 'object' | 'version'>, rule: string, reason: string): void {
      feeds.refuse(feed.feed, { object, version, rule, reason: reason.slice(0, 500) }, now());
    }

    /** In a transaction. */
    function notTaken({ object, version }: Pick<Ready, 'object' | 'version'>, reason: string): void {
      if (sentFirst.has(`${object} ${version}`)) copies.notTaken(feed.feed, member, object, version);
      refuse({ object, version }, 'not-taken', reason);
    }

    /** In a transaction: what the other server says became of objects. */
    function noteOutcomes(status: JsonObject): void {
      const meant = ({ id, version }: JsonObject): Pick<Ready, 'object' | 'version'> => {
        const object = textOf(id);
        return { object, version: copies.versionMeant(feed.feed, member, object, textOf(version)) };
      };
      for (const failure of listOf(status.failures)) {
        notTaken(meant(failure), `the other server did not take it: ${textOf(failure.message)}`);
      }
      for (const { object, version } of listOf(status.successes).map(meant)) {
        copies.confirmed(feed.feed, member, object, version);
      }
    }

    /** Looks until the other server has decided, for a while; then the next run looks again. */
    async function follow(): Promise<void> {
      for (let look = 0; pending !== undefined && look < mostLooks; look += 1) {
        if (look > 0) await pause(lookMilliseconds * 2 ** (look - 1), undefined, { signal });
        const status = await server.status(pending, signal);
        const isDecided = status === undefined || status.status !== 'pending';
        await queue.run(() => {
          if (isDecided) pending = undefined;
          noteOutcomes(status ?? {});
          save();
        });
      }
    }

    /** In a transaction, before anything of it leaves. */
    function writeDown(ready: readonly Ready[]): void {
      for (const each of copies.sending(feed.feed, member, ready)) sentFirst.add(`${each.object} ${each.version}`);
      const subjects = [...new Set(ready.map(({ object }) => object))];
      const detail = { feed: feed.id, collection: feed.collection, withProofs: feed.proofs !== undefined };
      record({ kind: 'pushed', members: [member], subjects, detail });
    }

    /** A server that takes no proofs has the objects all the same. */
    async function sendProofs(proofs: readonly Sendable[]): Promise<void> {
      const [first] = proofs;
      if (first === undefined) return;
      const posted = await server.post(textsOf(proofs), signal, 'proofs');
      if (posted.state === 'refused' && proofs.length > 1) {
        const half = proofs.length >> 1;
        await sendProofs(proofs.slice(0, half));
        await sendProofs(proofs.slice(half));
        return;
      }
      if (posted.state === 'refused' && posted.answered === 500) {
        return failedAt(() => refuse(first, 'proof-not-taken', 'the other server fails at the proof (500)'));
      }
      await queue.run(() => {
        noteFaults();
        if (posted.state === 'refused') {
          refuse(first, 'proof-not-taken', `the other server answered ${posted.answered} to the proof`);
        } else takeAnswer(posted.status, proofs);
      });
      await follow();
    }

    /** In a transaction: what was sent is there, but for what its answer lists, or is yet to be decided on. */
    function takeAnswer(status: JsonObject, sent: readonly Sendable[]): number {
      const failed = new Set(listOf(status.failures).map(({ id }) => id));
      const taken = sent.filter(({ object }) => !failed.has(object));
      for (const { object, version } of taken) {
        feeds.settle(feed.feed, object, version);
        if (status.status !== 'pending') copies.confirmed(feed.feed, member, object, version);
      }
      noteOutcomes(status);
      if (status.status === 'pending' && typeof status.id === 'string') pending = status.id.slice(0, 300);
      return taken.length;
    }

    /** Sends objects together; where the server refuses them for what is in them, halves find the one. */
    async function send(ready: readonly Ready[]): Promise<void> {
      const last = ready.at(-1);
      if (last === undefined) return;
      const posted = await server.post(textsOf(ready), signal);
      if (posted.state === 'refused' && ready.length > 1) {
        const half = ready.length >> 1;
        await send(ready.slice(0, half));
        await send(ready.slice(half));
        return;
      }
      if (posted.state === 'refused' && posted.answered === 500) {
        // It may be there all the same.
        return failedAt(() => refuse(last, 'not-taken', 'the other server fails at it (500)'));
      }
      await queue.run(() => {
        noteFaults();
        added = last.added;
        if (posted.state === 'refused') {
          notTaken(last, `the other server answered ${posted.answered}`);
          return save();
        }
        save(takeAnswer(posted.status, ready));
      });
      await follow();
    }

    await follow();
    for (let pages = 0; pages < mostPages; pages += 1) {
      const page = reader.page(viewer, collection.collection, {
        after: added,
        limit: pageSize,
        versions: lastVersion,
      });
      const { rows, more } = feed.proofs === undefined ? page : toPush.signed(feed, page);
      const end = rows.at(-1)?.added;
      if (end === undefined) break;
      const { ready, kept } = toPush.sort(feed, rows);
      await queue.run(() => {
        for (const { reason, ...each } of kept) refuse(each, 'kept-here', reason);
      });
      for (const batch of batches(ready, most)) {
        await queue.run(() => writeDown(batch));
        const proofs = batch.flatMap(({ proof }) => proof ?? []);
        for (const some of batches(proofs, most)) await sendProofs(some);
        await send(batch);
      }
      if (faults.length > 0) throw unexpected(500);
      await queue.run(() => {
        added = end;
        save();
      });
      if (!more) break;
    }
  };
}

function textsOf(sent: readonly Sendable[]): Uint8Array[] {
  return sent.map(({ bytes }) => bytes);
}

function listOf(value: JsonValue | undefined): JsonObject[] {
  if (!Array.isArray(value)) return [];
  return value.filter((each): each is JsonObject => typeof each === 'object' && each !== null && !Array.isArray(each));
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value.slice(0, 300) : '';
}
