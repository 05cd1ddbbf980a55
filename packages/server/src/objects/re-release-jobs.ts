import { Audience, intersectTerms, type Terms } from '@entente/release';
import type { StixObject } from '@entente/stix';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { Jobs } from '../operator/jobs.ts';
import type { Placement, PlacementStore } from '../placements/placement-store.ts';
import { type RenditionExpression, wholeOf } from '../terms/expression.ts';
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

/** What the versions of a batch share: they are released in one transaction. */
type Batch = {
  readonly wholes: Map<string, Terms>;
  readonly evaluated: Map<Terms, Audience>;
  /** Who sees something placed under these terms. */
  readonly seen: Map<number, Audience>;
  /** Terms under which something was placed. */
  readonly touched: Set<number>;
};

/** How a version stands in one collection. */
type Standing = {
  readonly placed: readonly Placement[];
  /** The one that shows all of it. */
  readonly first: Placement;
  /** Who has something of it. */
  readonly seen: Audience;
  /** Who may have something and has nothing. */
  readonly among: Audience;
};

type Row = {
  readonly version: number;
  readonly owner: number;
  readonly created_by_owner: number;
  readonly says_withheld: number;
  readonly written_by: number | null;
  readonly terms: number;
  readonly body: number;
  /** Terms of its owner's newest version, where that is another. */
  readonly newest: number | null;
  /** Body of the newest one that has parts: what it marks is withheld in older ones too (rule 2). */
  readonly newest_in_parts: number | null;
};

export function createReReleaseJobs(parts: Parts): ReReleaseJobs {
  const { database, queue, jobs, placements, terms, releaser, reissue, announce } = parts;
  const newer = (column: string, which = '') => `(SELECT n.${column} FROM version n
    WHERE n.id = v.id AND n.owner = v.owner AND n.modified > v.modified ${which} ORDER BY n.modified DESC LIMIT 1)`;
  const inParts = database.prepare(
    `SELECT v.version, v.owner, v.created_by_owner, v.says_withheld, v.written_by, v.terms, v.body,
       ${newer('terms')} AS newest, ${newer('body', 'AND n.in_parts = 1')} AS newest_in_parts
     FROM version v WHERE v.in_parts = 1 AND v.version > ? ORDER BY v.version LIMIT ?`,
  );
  const count = database.prepare('SELECT count(*) AS n FROM version WHERE in_parts = 1');
  const bodyOf = database.prepare('SELECT bytes FROM body WHERE body = ?');
  const insertBody = database.prepare('INSERT INTO body (bytes) VALUES (?)');
  let running: Promise<unknown> = Promise.resolve();
  let waiting = false;

  const bytesOf = (body: number): Uint8Array => bodyOf.get(body)?.bytes as Uint8Array;

  /** The terms of a version as a whole, with those of the newest one that reach back to it. */
  function termsOf({ terms: own, newest }: Row, { wholes }: Batch): Terms {
    const key = `${own} ${newest}`;
    let whole = wholes.get(key);
    if (whole === undefined) {
      whole = wholeOf(terms.read(own).expression);
      if (newest !== null) whole = intersectTerms(whole, markingsOf(wholeOf(terms.read(newest).expression)));
      wholes.set(key, whole);
    }
    return whole;
  }

  function seenUnder(placed: readonly Placement[], { seen }: Batch): Audience {
    return placed.reduce((some, { terms: under }) => {
      const audience = seen.get(under) ?? Audience.of(terms.audienceOf(under));
      seen.set(under, audience);
      return some.union(audience);
    }, Audience.none);
  }

  /** Places what is missing of one version, wherever it was published. */
  function release(row: Row, batch: Batch): void {
    const home = terms.read(row.terms).collection;
    const all = placements.ofVersion(row.version);
    for (const [collection, placed] of Map.groupBy(all, (each) => each.collection)) {
      const first = placed.find(({ body }) => body === row.body);
      if (first === undefined) continue;
      // A further collection narrowed it when it came there, by the readers of then.
      const whole = collection === home ? termsOf(row, batch) : wholeOf(terms.read(first.terms).expression);
      const seen = seenUnder(placed, batch);
      const among = releaser.audienceOf(whole, batch.evaluated).subtract(seen);
      // Where all who may have it have something of it, nobody gains, and nothing need be read.
      if (!among.isEmpty) releaseIn(collection, whole, row, { placed, first, seen, among }, batch);
    }
  }

  function releaseIn(
    collection: number,
    whole: Terms,
    row: Row,
    { placed, first, seen, among }: Standing,
    { evaluated, touched }: Batch,
  ): void {
    const bytes = bytesOf(row.body);
    const released = releaser.release({
      owner: row.owner,
      object: parse(bytes),
      bytes,
      terms: whole,
      createdByOwner: row.created_by_owner === 1,
      writtenBy: row.written_by,
      sayWithheld: row.says_withheld === 1,
      newest: row.newest_in_parts === null ? undefined : parse(bytesOf(row.newest_in_parts)),
      evaluated,
      among,
    });
    const known = new Set(placed.map((each) => JSON.stringify(terms.read(each.terms).expression)));
    for (const { text, terms: rendition, audience } of released?.renditions ?? []) {
      const expression = { ...rendition, whole };
      if (known.has(JSON.stringify(expression)) || !audience.intersect(seen).isEmpty) continue;
      touched.add(place(first, collection, text, expression));
    }
  }

  function place(like: Placement, collection: number, text: string, expression: RenditionExpression): number {
    const under = terms.intern(expression, collection);
    const again = reissue.text(like.version, text, { terms: under, expression });
    const body = Number(insertBody.run(Buffer.from(again?.text ?? text)).lastInsertRowid);
    const { added: _, issued: __, ...placement } = like;
    placements.add([
      {
        ...placement,
        ...(again === undefined ? {} : { issued: again.issued }),
        terms: under,
        body,
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
        const rows = inParts.all(after, batchSize) as Row[];
        const last = rows.at(-1);
        if (last === undefined) return;
        const batch = { wholes: new Map(), evaluated: new Map(), seen: new Map(), touched: new Set<number>() };
        await queue.run(() => {
          for (const row of rows) release(row, batch);
        });
        announce(batch.touched);
        after = last.version;
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

function parse(bytes: Uint8Array): StixObject {
  return JSON.parse(Buffer.from(bytes).toString()) as StixObject;
}
