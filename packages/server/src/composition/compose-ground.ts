import { createAudit } from '../audit/audit.ts';
import type { Coalition } from '../coalition/coalition-store.ts';
import type { Database } from '../database/open-database.ts';
import { createWriteQueue } from '../database/write-queue.ts';
import { createEventHub } from '../events/event-hub.ts';
import { createSeesTerms } from '../events/sees-terms.ts';
import { createWithdrawalWatch } from '../events/withdrawal-watch.ts';
import { createLostSightWatch } from '../recall/lost-sight.ts';
import { createMoments } from './moments.ts';

type Parts = {
  readonly database: Database;
  readonly coalition: Coalition;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly epochMilliseconds: number | undefined;
  /** There may be something new to sign. */
  readonly pokeSigner: () => void;
};

/** What everything else stands on: the clock, the queue of writes, the audit log, and word of what is new. */
export type Ground = ReturnType<typeof composeGround>;

export function composeGround({ database, coalition, clock, epochMilliseconds, pokeSigner }: Parts) {
  const queue = createWriteQueue(database, (work) => audit.gather(() => lostSight.around(work)));
  const lostSight = createLostSightWatch(database);
  const audit = createAudit(database, queue, clock, { epochMilliseconds });
  const sees = createSeesTerms(database);
  const events = createEventHub(sees);
  return {
    coalition,
    database,
    clock,
    ...createMoments(clock),
    queue,
    lostSight,
    audit,
    events,
    withdrawals: createWithdrawalWatch(events, sees),
    /** To the people of this node; other nodes hear of it once it is signed. */
    announce(terms: ReadonlySet<number>): void {
      events.announce(terms, ({ peer }) => peer === undefined);
      pokeSigner();
    },
  };
}
