import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { CatalogueFilter } from '../objects/catalogue-query.ts';
import type { VersionFilter } from '../objects/object-reader.ts';
import type { AuditEvent } from './audit-event.ts';
import { type AuditLog, createAuditLog, standardEpochMilliseconds } from './audit-log.ts';
import { type AuditNames, createAuditNames } from './audit-names.ts';
import { createDeliveries } from './deliveries.ts';
import { createExports, type RecordedExport, type SentBefore } from './exports.ts';
import { createFirstReads } from './first-reads.ts';
import { forgetEntries } from './forget-entries.ts';
import { createRecorder } from './recorder.ts';
import { createReleasedTerms } from './released-terms.ts';
import { createReleases, type PlacementChanges, type SightChanges } from './releases.ts';

export type AuditOptions = {
  /** Length of an epoch; shorter in tests only. */
  readonly epochMilliseconds?: number | undefined;
};

/** A page of a collection: what it began after, what was in it, and what was asked for. */
export type DeliveredPage = {
  readonly collection: number;
  /** Microseconds. */
  readonly after: number;
  readonly rows: readonly { readonly added: number; readonly version: number }[];
  readonly filter: {
    readonly ids?: readonly string[] | undefined;
    readonly types?: readonly string[] | undefined;
    readonly versions: VersionFilter;
  };
};

/** The audit log as the rest of a node uses it. */
export type Audit = {
  readonly log: AuditLog;
  readonly names: AuditNames;
  readonly placements: PlacementChanges;
  readonly sight: SightChanges;
  /** In the transaction that does what the event tells of. Without a viewer: on behalf of whoever acts, or the node. */
  record(event: AuditEvent, by?: Viewer): void;
  /** Soon, together with others: for what changes nothing. */
  recordSoon(event: AuditEvent, by?: Viewer): void;
  /** One piece of work: what it changes is told of together. */
  gather<T>(work: () => T): T;
  as<T>(viewer: Viewer, work: () => T): T;
  /** A page of bodies goes out. Costs a look-up; written down soon. */
  delivered(viewer: Viewer, page: DeliveredPage): void;
  /** The same of a page of newest versions of which only its beginning and end are known (dates added). */
  deliveredPage(
    viewer: Viewer,
    page: { readonly collection: number; readonly after: number; readonly last: number },
  ): void;
  /** A version (its row) was opened. Costs a look-up; written down soon, where it is the first time. */
  opened(viewer: Viewer, version: number): void;
  /** Resolves when it is written down that this file is being made: before it is. Without a filter: see `Exports`. */
  exported(viewer: Viewer, filter: CatalogueFilter | undefined, format: string): Promise<RecordedExport>;
  /** Its reader went away before its end, and had got so much of it. */
  exportBrokeOff(viewer: Viewer, made: RecordedExport, sent: SentBefore | undefined): Promise<void>;
  /** Deletes what entries sealed by then say, and says so; the log stays verifiable. */
  forget(by: Viewer, until: number): Promise<void>;
  /** Writes down what waits. */
  flush(): Promise<void>;
  /** Ends the epochs that are over by now. */
  seal(): Promise<void>;
  /** From now on epochs end in time, the first at once where the node did not run. */
  start(): void;
  /** Writes down what waits and ends nothing. */
  close(): Promise<void>;
};

/** What only reads is written down so long after it happened at most. */
const soonMilliseconds = 1000;

export function createAudit(
  database: Database,
  queue: WriteQueue,
  clock: () => number,
  { epochMilliseconds = standardEpochMilliseconds }: AuditOptions = {},
): Audit {
  const names = createAuditNames(database);
  const log = createAuditLog(database, clock, epochMilliseconds);
  const recorder = createRecorder(database, log, names, clock);
  const deliveries = createDeliveries(database, recorder, names, clock);
  const reads = createFirstReads(database, recorder, names, clock);
  const exports = createExports(database, recorder, names);
  const releases = createReleases(database, recorder, names, createReleasedTerms(database, names), clock);

  let events: { readonly event: AuditEvent; readonly by: Viewer | undefined; readonly time: number }[] = [];
  let soon: NodeJS.Timeout | undefined;
  let ticking: NodeJS.Timeout | undefined;
  let isStarted = false;

  /** Together with `work`, in one transaction. Where that fails, what waits goes on waiting. */
  async function writeDown(work: () => void = () => {}): Promise<void> {
    clearTimeout(soon);
    soon = undefined;
    const [takenEvents, takenPages, takenReads] = [events, deliveries.take(), reads.take()];
    events = [];
    try {
      await queue.run(() => {
        for (const { event, by, time } of takenEvents) recorder.record(event, by, time);
        takenPages.write();
        takenReads.write();
        work();
      });
    } catch (error) {
      events.unshift(...takenEvents);
      takenPages.putBack();
      takenReads.putBack();
      throw error;
    }
  }

  function wake(): void {
    // What fails (a full disk) must not end the process: whoever writes next hears of it.
    soon ??= setTimeout(() => void writeDown().catch(() => {}), soonMilliseconds).unref();
  }

  function opened(viewer: Viewer, version: number): void {
    if (reads.note(viewer, version)) wake();
  }

  const seal = (): Promise<void> => writeDown(() => log.seal());

  function tick(): void {
    const wait = epochMilliseconds - (clock() % epochMilliseconds);
    ticking = setTimeout(() => {
      // An epoch that could not be sealed is part of the next.
      seal()
        .catch(() => {})
        .finally(() => {
          if (isStarted) tick();
        });
    }, wait).unref();
  }

  return {
    log,
    names,
    placements: {
      ...releases.placements,
      removing(placement) {
        reads.forget();
        releases.placements.removing(placement);
      },
    },
    sight: releases.sight,
    record: (event, by) => void recorder.record(event, by),
    recordSoon(event, by) {
      events.push({ event, by, time: clock() });
      wake();
    },
    gather: releases.gather,
    as: releases.as,
    delivered(viewer, { collection, after, rows, filter: { ids, types, versions } }) {
      const last = rows.at(-1);
      if (last === undefined) return;
      if (ids === undefined && !versions.first && versions.at.length === 0) {
        deliveries.note(viewer, { collection, after, last: last.added, types, allVersions: versions.all });
        wake();
      } else {
        // No range says what was in it, so each object is told of by itself.
        for (const { version } of rows) opened(viewer, version);
      }
    },
    deliveredPage(viewer, page) {
      deliveries.note(viewer, { ...page, allVersions: false });
      wake();
    },
    opened,
    exported: (viewer, filter, format) => queue.run(() => exports.record(viewer, filter, format)),
    exportBrokeOff: (viewer, made, sent) => queue.run(() => exports.brokeOff(viewer, made, sent)),
    forget: (by, until) =>
      queue.run(() => {
        recorder.record({ kind: 'forgotten', detail: { until: new Date(until).toISOString() } }, by);
        forgetEntries(database, until);
      }),
    flush: () => writeDown(),
    seal,
    start() {
      isStarted = true;
      seal().catch(() => {});
      tick();
    },
    async close() {
      isStarted = false;
      clearTimeout(ticking);
      await writeDown();
    },
  };
}
