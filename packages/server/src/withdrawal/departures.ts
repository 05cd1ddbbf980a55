import type { Viewer } from '../accounts/viewer.ts';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { RecallService } from '../recall/recall-service.ts';
import { createTryAgain } from '../retrying/try-again.ts';
import type { LeavingTerms } from './leaving-terms.ts';
import type { TakeAway } from './take-away.ts';

/**
 * What follows when a member leaves: whatever could act for it ends for good, so that a return begins clean; and what it
 * contributed goes, where its terms say so. What was not done when the node stopped is done when it starts.
 */
export type Departures = {
  /** Ends what could act for it. To be called in the transaction in which it leaves on that day. */
  end(member: number, left: string): void;
  /** What it wants of what it contributed has become known: done anew where it has left. */
  heard(member: number): Promise<void>;
  /** To be called after a change of whether this is a member. */
  follow(member: number): void;
  /** Looks at all of them. */
  resume(): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** What is left to do is done after the next start. */
  close(): Promise<void>;
};

type Parts = {
  readonly database: Database;
  readonly leavingTerms: LeavingTerms;
  readonly recallService: Pick<RecallService, 'orderAll'>;
  /** Who acts for a member on the node's own behalf. */
  readonly actingFor: (member: number) => Viewer;
  readonly queue: WriteQueue;
  /** Whether this node signs for a member, so that a recall in its name counts elsewhere. */
  readonly signsFor: (member: number) => boolean;
  readonly takeAway: TakeAway;
  readonly record: RecordEvent;
  readonly now: () => string;
};

/** Goes to all nodes that had it, with the order. */
export const leftReason = 'Its owner has left, and takes along what it contributed.';
const together = 500;

export function createDepartures(parts: Parts): Departures {
  const { database, leavingTerms, recallService, actingFor, queue, signsFor, takeAway, record, now } = parts;
  const allLeft = database.prepare('SELECT member FROM member WHERE "left" IS NOT NULL');
  const leftOf = database.prepare('SELECT "left" FROM member WHERE member = ?');
  const departed = database.prepare('SELECT done FROM departure WHERE member = ? AND left = ?');
  const put = database.prepare('INSERT OR REPLACE INTO departure (member, left) VALUES (?, ?)');
  const setDone = database.prepare('UPDATE departure SET done = ? WHERE member = ?');
  const undone = database.prepare('SELECT 1 FROM departure WHERE member = ? AND done IS NULL');
  const forget = database.prepare('DELETE FROM departure WHERE member = ?');
  const setUndone = database.prepare('UPDATE departure SET done = NULL WHERE member = ?');
  // The tokens of its own nodes stay: they open nothing but what these nodes are to delete.
  const endings = [
    'DELETE FROM token WHERE member = ? AND peer IS NULL',
    'DELETE FROM session WHERE account IN (SELECT id FROM account WHERE member = ?)',
    'DELETE FROM alert_delivery WHERE account IN (SELECT id FROM account WHERE member = ?)',
    'DELETE FROM alert_subscription WHERE account IN (SELECT id FROM account WHERE member = ?)',
    'DELETE FROM feed WHERE member = ?',
    // What was pushed is known as long as the feed is: copies that no recall reaches.
    "UPDATE taxii_feed SET state = 'removed', secret = NULL WHERE member = ?",
  ].map((sql) => database.prepare(sql));
  const mandates = database.prepare(
    'UPDATE mandate SET withdrawn = ?2 WHERE (giver = ?1 OR holder = ?1) AND withdrawn IS NULL RETURNING id, giver, holder',
  );
  // Who the members are, and what terms say, others need to read what was released under them.
  const owned = database.prepare(
    `SELECT DISTINCT id FROM version WHERE owner = ? AND id > ? AND id NOT LIKE 'marking-definition--%'
       AND id NOT LIKE 'extension-definition--%' AND NOT EXISTS (SELECT 1 FROM principal WHERE identity = id)
     ORDER BY id LIMIT ?`,
  );
  let running: Promise<unknown> = Promise.resolve();

  function endAll(member: number, left: string): void {
    put.run(member, left);
    for (const ending of endings) ending.run(member);
    for (const { id, giver, holder } of mandates.all(member, now())) {
      const between = [Number(giver), Number(holder)];
      record({ kind: 'mandate-withdrawn', members: between, subjects: [String(id)] });
    }
  }

  async function takeAlong(member: number): Promise<void> {
    for (let after = ''; ; ) {
      const ids = owned.all(member, after, together).map(({ id }) => String(id));
      const last = ids.at(-1);
      if (last === undefined) return;
      // Other nodes follow the member's own word, as this one does for members of others: no order is signed for them.
      if (signsFor(member)) await recallService.orderAll(actingFor(member), ids, leftReason);
      else await takeAway(member, ids);
      after = last;
    }
  }

  async function goAlong(member: number): Promise<void> {
    if (leavingTerms.of(member) === 'goes') await takeAlong(member);
  }

  async function depart(member: number): Promise<void> {
    const today = now().slice(0, 10);
    const left = String(leftOf.get(member)?.left ?? '');
    if (left.slice(0, 10) > today) return;
    if (left === '') {
      // It left and came back before this was done: what it took along is gone all the same.
      if (undone.get(member) !== undefined) await goAlong(member);
      await queue.run(() => forget.run(member));
      return;
    }
    const known = departed.get(member, left);
    if (known !== undefined && known.done !== null) return;
    if (known === undefined) await queue.run(() => endAll(member, left));
    await goAlong(member);
    await queue.run(() => setDone.run(now(), member));
  }

  function follow(member: number): void {
    running = running
      .then(() => depart(member))
      .then(tryAgain.succeeded)
      .catch(tryAgain.failed);
  }

  const departures: Departures = {
    end: endAll,
    async heard(member) {
      await queue.run(() => setUndone.run(member));
      follow(member);
    },
    follow,
    resume() {
      for (const { member } of allLeft.all()) follow(Number(member));
    },
    idle: async () => {
      await running;
    },
    async close() {
      tryAgain[Symbol.dispose]();
      await running;
    },
  };
  const tryAgain = createTryAgain(departures.resume);
  return departures;
}
