import { intersectTerms, type Terms } from '@entente/release';
import type { StixObject } from '@entente/stix';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { Jobs } from '../operator/jobs.ts';
import type { Placement, PlacementStore } from '../placements/placement-store.ts';
import { wholeOf } from '../terms/expression.ts';
import { markingsOf } from '../terms/object-terms.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import type { Reissue } from './reissue.ts';
import type { Releaser } from './releaser.ts';

const batchSize = 50;

/**
 * Makes the renditions that a changed roster calls for and that nobody needed before, in the background. Who loses
 * something has lost it already, in the transaction that changed the roster; here somebody only gains.
 */
export type ReReleaseJobs = {
  start(): void;
  /** Resolves when nothing runs any more. */
  idle(): Promise<void>;
};

type Parts = {
  readonly database: Database;
  readonly queue: WriteQueue;
  readonly jobs: Jobs;
  readonly placements: PlacementStore;
  readonly terms: TermsStore;
  readonly releaser: Releaser;
  readonly reissue: Reissue;
  readonly announce: (terms: ReadonlySet<number>) => void;
};

export function createReReleaseJobs(parts: Parts): ReReleaseJobs {
  const { database, queue, jobs, placements, terms, releaser, reissue, announce } = parts;
  const inParts = database.prepare(
    `SELECT v.version, v.owner, v.created_by_owner, v.says_withheld, v.terms, v.body, b.bytes,
       (SELECT n.terms FROM version n WHERE n.id = v.id AND n.owner = v.owner AND n.modified > v.modified
        ORDER BY n.modified DESC LIMIT 1) AS newest
     FROM version v JOIN body b ON b.body = v.body
     WHERE v.in_parts = 1 AND v.version > ? ORDER BY v.version LIMIT ?`,
  );
  const count = database.prepare('SELECT count(*) AS n FROM version WHERE in_parts = 1');
  let running: Promise<unknown> = Promise.resolve();
  let waiting = false;

  /** The terms of a version as a whole, with those of the newest one that reach back to it. */
  function termsOf(row: Record<string, unknown>): Terms {
    const own = wholeOf(terms.read(Number(row.terms)).expression);
    if (row.newest === null) return own;
    return intersectTerms(own, markingsOf(wholeOf(terms.read(Number(row.newest)).expression)));
  }

  /** Places what is missing of one version, wherever it was published. */
  function release(row: Record<string, unknown>, touched: Set<number>): void {
    const home = terms.read(Number(row.terms)).collection;
    const all = placements.ofVersion(Number(row.version));
    for (const [collection, placed] of Map.groupBy(all, (each) => each.collection)) {
      const first = placed.find(({ body }) => body === Number(row.body));
      if (first === undefined) continue;
      // A further collection narrowed it when it came there, by the readers of then.
      const whole = collection === home ? termsOf(row) : wholeOf(terms.read(first.terms).expression);
      releaseIn(collection, whole, row, { placed, first }, touched);
    }
  }

  function releaseIn(
    collection: number,
    whole: Terms,
    row: Record<string, unknown>,
    { placed, first }: { readonly placed: readonly Placement[]; readonly first: Placement },
    touched: Set<number>,
  ): void {
    const bytes = row.bytes as Uint8Array;
    const released = releaser.release({
      owner: Number(row.owner),
      object: JSON.parse(Buffer.from(bytes).toString()) as StixObject,
      bytes,
      terms: whole,
      createdByOwner: row.created_by_owner === 1,
      sayWithheld: row.says_withheld === 1,
    });
    const known = new Set(placed.map((each) => JSON.stringify(terms.read(each.terms).expression)));
    const seen = new Set(placed.flatMap((each) => terms.audienceOf(each.terms)));
    for (const { text, terms: rendition, audience } of released?.renditions ?? []) {
      const expression = { ...rendition, whole };
      if (known.has(JSON.stringify(expression)) || audience.list().some((principal) => seen.has(principal))) continue;
      touched.add(place(first, collection, text, expression));
    }
  }

  function place(like: Placement, collection: number, text: string, expression: Parameters<Reissue>[1]): number {
    const under = terms.intern(expression, collection);
    const { lastInsertRowid } = database.prepare('INSERT INTO body (bytes) VALUES (?)').run(Buffer.from(text));
    const body = Number(lastInsertRowid);
    const again = reissue({ version: like.version, body }, expression);
    if (again !== undefined) database.prepare('DELETE FROM body WHERE body = ?').run(body);
    const { added: _, ...placement } = like;
    placements.add([
      {
        ...placement,
        terms: under,
        body,
        ...again,
        object: () => JSON.parse(text) as StixObject,
      },
    ]);
    return under;
  }

  async function run(): Promise<void> {
    waiting = false;
    const total = Number(count.get()?.n ?? 0);
    if (total === 0) return;
    await jobs.run('release anew', async (tell) => {
      let after = 0;
      for (let done = 0; ; ) {
        const rows = inParts.all(after, batchSize);
        const last = rows.at(-1);
        if (last === undefined) return;
        const touched = new Set<number>();
        await queue.run(() => {
          for (const row of rows) release(row, touched);
        });
        announce(touched);
        after = Number(last.version);
        done += rows.length;
        tell(done, total);
      }
    });
  }

  return {
    start() {
      if (waiting) return;
      waiting = true;
      // What fails stands in the operator's report; the next change of the roster tries again.
      running = running.then(run).catch(() => {});
    },
    idle: async () => {
      await running;
    },
  };
}
