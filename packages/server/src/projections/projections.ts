import type { StixObject } from '@entente/stix';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { Problem } from '../http/problem.ts';
import type { ObjectTypeStore } from '../objects/object-type-store.ts';
import type { Jobs } from '../operator/jobs.ts';
import { flag, type Placement, toPlacement } from '../placements/placement-store.ts';
import type { Projection, ProjectionFeed } from './projection.ts';

/** Placements looked at in one transaction while rows are made anew. */
const batchSize = 2000;

/** Keeps projections true: with each placement, and as a whole where one is new or made differently now. */
export type Projections = ProjectionFeed & {
  /** Goes on making what is not whole yet, in the background. */
  start(queue: WriteQueue, jobs: Jobs): void;
  /** Throws `not-ready` while the rows of that projection are being made: what it has is not the whole. */
  mustBeReady(name: string): void;
  /** Makes all rows of a projection anew, at once. To be called in a transaction. */
  rebuild(name: string): void;
  /** Resolves when nothing runs any more. */
  idle(): Promise<void>;
};

export function createProjections(
  database: Database,
  types: ObjectTypeStore,
  objectOf: (body: number) => StixObject,
  projections: readonly Projection[],
): Projections {
  const progressOf = database.prepare('SELECT edition, made_to AS madeTo FROM projection WHERE name = ?');
  const setProgress = database.prepare(
    'INSERT INTO projection (name, edition, made_to) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET edition = excluded.edition, made_to = excluded.made_to',
  );
  const someAfter = database.prepare(
    `SELECT added, collection, terms, version, body, object_type, flags, issued FROM placement
     WHERE added > ? ORDER BY added LIMIT ?`,
  );
  const hasPlacements = database.prepare('SELECT 1 FROM placement LIMIT 1');
  const byType = new Map<number, readonly Projection[]>();
  const unready = new Set<string>();
  let running: Promise<unknown> = Promise.resolve();
  // A number may come to name another type where the one that it was given to was rolled back.
  database.onRollback(() => byType.clear());

  function wanting(objectType: number): readonly Projection[] {
    const known = byType.get(objectType);
    if (known !== undefined) return known;
    const name = types.name(objectType);
    const found = projections.filter((each) => each.types.includes(name));
    byType.set(objectType, found);
    return found;
  }

  function add(projection: Projection, { added, terms, flags }: Placement, object: StixObject): void {
    projection.add({ added, terms, contested: (flags & flag.contested) !== 0 }, object);
  }

  function clear({ tables }: Projection): void {
    for (const table of tables) database.exec(`DELETE FROM ${table}`);
  }

  /** Some placements more; undefined where none is left. What came or changed meanwhile may be there already. */
  function makeSome(projection: Projection, after: number): number | undefined {
    const rows = someAfter.all(after, batchSize).map(toPlacement);
    for (const placement of rows) {
      if ((placement.flags & flag.catalogued) === 0 || !wanting(placement.objectType).includes(projection)) continue;
      projection.remove(placement.added);
      add(projection, placement, objectOf(placement.body));
    }
    const last = rows.at(-1)?.added;
    setProgress.run(projection.name, projection.edition, last ?? null);
    return last;
  }

  database.transaction(() => {
    for (const projection of projections) {
      const progress = progressOf.get(projection.name);
      if (progress?.edition !== projection.edition) {
        clear(projection);
        setProgress.run(projection.name, projection.edition, hasPlacements.get() === undefined ? null : 0);
      }
      if (progressOf.get(projection.name)?.madeTo !== null) unready.add(projection.name);
    }
  });

  async function make(projection: Projection, queue: WriteQueue, jobs: Jobs): Promise<void> {
    await jobs.run(`make ${projection.name}`, async (tell) => {
      let done = 0;
      let after: number | undefined = Number(progressOf.get(projection.name)?.madeTo ?? 0);
      while (after !== undefined) {
        const from: number = after;
        after = await queue.run(() => makeSome(projection, from));
        done += batchSize;
        tell(done);
      }
      unready.delete(projection.name);
    });
  }

  return {
    placed(placement, object) {
      for (const projection of wanting(placement.objectType)) add(projection, placement, object());
    },
    moved(placement) {
      const wanted = wanting(placement.objectType);
      if (wanted.length === 0) return;
      const object = objectOf(placement.body);
      for (const projection of wanted) {
        projection.remove(placement.added);
        add(projection, placement, object);
      }
    },
    gone({ added, objectType }) {
      for (const projection of wanting(objectType)) projection.remove(added);
    },
    start(queue, jobs) {
      for (const projection of projections.filter(({ name }) => unready.has(name))) {
        // What fails (a full disk) stands in the operator's report, and is done when the node starts again.
        running = running.then(() => make(projection, queue, jobs)).catch(() => {});
      }
    },
    mustBeReady(name) {
      if (!unready.has(name)) return;
      throw new Problem('not-ready', 'The node is making this picture anew; try again in a few minutes.');
    },
    rebuild(name) {
      const projection = projections.find((each) => each.name === name);
      if (projection === undefined) throw new Error(`There is no projection ${name}.`);
      clear(projection);
      for (let after: number | undefined = 0; after !== undefined; ) after = makeSome(projection, after);
    },
    idle: async () => {
      await running;
    },
  };
}
