import type { BadDocument, BadMember, JsonValue, ObjectSplitter, SplitItem, StixObject } from '@entente/stix';
import { actsFor, type Viewer, writerFor } from '../accounts/viewer.ts';
import type { SecondPerson } from '../approvals/second-person.ts';
import type { Audit } from '../audit/audit.ts';
import { type Access, admits, type Collection } from '../collections/collection-store.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { Problem } from '../http/problem.ts';
import type { Mandated } from '../mandates/mandated.ts';
import type { CatchUpJobs } from '../terms/catch-up-jobs.ts';
import type { Incoming, ObjectWriter, WriteOptions, WriteResult } from './object-writer.ts';
import type { Outcome } from './outcome.ts';

/** How many objects are written together: a transaction stays short, so readers wait little. */
const standardBatch = 1000;

/** So many are written alone, each fewer together with whatever else waits. */
const manyObjects = 100;
/** Where so many came at once, more are likely to follow. */
const someObjects = 20;

/** Large objects make a batch full sooner: two batches are in memory at once, read and unread. */
const mostBatchBytes = 8 * 1024 * 1024;

export type StreamOptions = WriteOptions & {
  /** Objects written together; larger is quicker, where nobody reads meanwhile. */
  readonly batchSize?: number;
  /** Done in the transaction of the last objects, when all have been told of. */
  readonly atEnd?: () => void;
};

export type AddOptions = WriteOptions & {
  /** In whose name, where that is not told by the objects: somebody who may has said so. */
  readonly owner?: number | undefined;
  /** A second person has looked at it. */
  readonly isApproved?: boolean | undefined;
  /** Done in the same transaction, so that it holds whenever they are stored, and never without. */
  readonly alongside?: ((outcomes: readonly Outcome[]) => void) | undefined;
};

/** Writing objects on behalf of a viewer. Refusals of single objects are outcomes; `not-allowed` is thrown. */
export type ObjectService = {
  mayRead(viewer: Viewer, collection: Collection): boolean;
  mayWrite(viewer: Viewer, collection: Collection): boolean;
  add(
    viewer: Viewer,
    collection: Collection,
    incoming: readonly Incoming[],
    options?: AddOptions,
  ): Promise<readonly Outcome[]>;
  /** Adds what comes in chunks of JSON, in bounded memory, telling of each object in order. */
  addStream(
    viewer: Viewer,
    collection: Collection,
    splitter: Pick<ObjectSplitter, 'push' | 'end'>,
    chunks: AsyncIterable<Uint8Array>,
    tell: (outcome: Outcome | BadMember | BadDocument) => void,
    options?: StreamOptions,
  ): Promise<void>;
};

export function createObjectService(
  writer: ObjectWriter,
  queue: WriteQueue,
  catchUps: CatchUpJobs,
  announce: (terms: ReadonlySet<number>) => void,
  audit: Pick<Audit, 'as'>,
  mandated: Mandated,
  secondPerson: SecondPerson,
): ObjectService {
  const isOwnerOr = (viewer: Viewer, collection: Collection, access: Access): boolean =>
    actsFor(viewer, collection.owner) || admits(access, viewer);

  /**
   * What is written at once. By a policy what markings say is judged as it stands once they are written: another text of
   * one that stands beside an object says nothing of it.
   */
  function turnsOf(owner: number, theirs: readonly Placed[], isApproved: boolean): (readonly Placed[])[] {
    if (isApproved || secondPerson.isFree(owner)) return [theirs];
    const { marking = [], other = [] } = Object.groupBy(theirs, ([, { value }]) =>
      isMarking(value) ? 'marking' : 'other',
    );
    return [marking, other].filter(({ length }) => length > 0);
  }

  /** Writes what is each owner's in its name, but for what waits for a second person first. */
  function write(
    viewer: Viewer,
    collection: Collection,
    incoming: readonly Incoming[],
    { owner: given, isApproved = false, ...options }: AddOptions,
  ): WriteResult {
    const ownerOf = given === undefined ? mandated(viewer) : () => given;
    const outcomes: Outcome[] = new Array(incoming.length);
    const turns = [...Map.groupBy(incoming.entries(), ([, { value }]) => ownerOf(value))].flatMap(([owner, theirs]) =>
      turnsOf(owner, theirs, isApproved).map((turn) => [owner, turn] as const),
    );
    const results = turns.map(([owner, theirs]) => {
      const values = theirs.map(([, { value }]) => value);
      const waits = isApproved ? [] : secondPerson.because({ owner, collection, values, imported: options.imported });
      const free = theirs.filter((_, place) => waits[place] === undefined);
      const result = writer.write(
        owner,
        collection,
        free.map(([, each]) => each),
        { ...options, isOnlyNew: viewer.unit !== undefined, writtenBy: writerFor(viewer, owner) },
      );
      for (const [place, [at]] of free.entries()) outcomes[at] = result.outcomes[place] as Outcome;
      for (const [place, [at, { value }]] of theirs.entries()) {
        const because = waits[place];
        if (because !== undefined) outcomes[at] = needsApproval(value, because);
      }
      return result;
    });
    return {
      outcomes,
      touched: new Set(results.flatMap(({ touched }) => [...touched])),
      gains: results.flatMap(({ gains }) => gains),
    };
  }

  const service: ObjectService = {
    mayRead: (viewer, collection) => isOwnerOr(viewer, collection, collection.readers),
    mayWrite: (viewer, collection) =>
      viewer.mayWrite && mayPublish(viewer) && isOwnerOr(viewer, collection, collection.writers),
    async add(viewer, collection, incoming, options = {}) {
      if (!service.mayWrite(viewer, collection)) {
        throw new Problem('not-allowed', `You may not write to the collection ${collection.title}.`);
      }
      const { alongside, ...given } = options;
      const { outcomes, touched, gains } = await queue.run(
        () => {
          const written = audit.as(viewer, () => write(viewer, collection, incoming, given));
          alongside?.(written.outcomes);
          return written;
        },
        incoming.length >= manyObjects ? 'long' : 'short',
      );
      if (incoming.length >= someObjects) queue.expectLong();
      catchUps.start(gains);
      announce(touched);
      return outcomes;
    },
    async addStream(viewer, collection, splitter, chunks, tell, { batchSize = standardBatch, atEnd, ...options } = {}) {
      let batch: SplitItem[] = [];
      let batchBytes = 0;
      let writing: Promise<void> = Promise.resolve();
      const flush = (items: readonly SplitItem[], isLast = false): void => {
        const good = items.filter((item) => item.ok);
        const tellAll = (outcomes: readonly Outcome[]): void => {
          let next = 0;
          for (const item of items) tell(item.ok ? (outcomes[next++] as Outcome) : item);
        };
        const add = (alongside?: AddOptions['alongside']) =>
          service.add(viewer, collection, good, { ...options, alongside });
        writing = writing.then(async () => {
          if (isLast && atEnd !== undefined) {
            await add((outcomes) => {
              tellAll(outcomes);
              atEnd();
            });
          } else tellAll(good.length === 0 ? [] : await add());
        });
        // The failure is seen where `writing` is awaited; until then it must not count as unhandled.
        writing.catch(() => {});
      };
      const take = async (items: readonly SplitItem[]): Promise<void> => {
        // Who holds a request open without sending anything keeps nobody's work waiting.
        if (items.length > 0 && batch.length + items.length >= someObjects) queue.expectLong();
        for (const item of items) {
          batch.push(item);
          batchBytes += item.ok ? item.bytes.length : 0;
          if (batch.length < batchSize && batchBytes < mostBatchBytes) continue;
          // One batch is written while the next is read; never more, so memory stays bounded.
          await writing;
          flush(batch);
          batch = [];
          batchBytes = 0;
        }
      };
      for await (const chunk of chunks) await take(splitter.push(chunk));
      await take(splitter.end());
      flush(batch, true);
      await writing;
    },
  };
  return service;
}

/** An object that came, with its place among those that came with it. */
type Placed = readonly [number, Incoming];

function isMarking(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'marking-definition';
}

function needsApproval(value: JsonValue, because: string): Outcome {
  const { id, type, modified } = value as StixObject;
  const version = typeof modified === 'string' ? modified : '';
  const wanted = isMarking(value) ? 'it, or a newer version of what waits for it,' : 'it';
  const message = `${because}, which by its owner’s policy needs a second person: hand in ${wanted} over POST /api/objects`;
  const refusal = { id, type, path: 'object_marking_refs', rule: 'needs-approval', section: '7.2', message };
  return { state: 'refused', id, version, refusals: [refusal] };
}

/** Whether the roles allow publishing; a credential that may write comes on top. */
export function mayPublish({ roles }: Viewer): boolean {
  return (
    roles.has('analyst') || roles.has('release-officer') || roles.has('member-admin') || roles.has('coalition-admin')
  );
}
