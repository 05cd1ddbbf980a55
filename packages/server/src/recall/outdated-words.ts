import type { Database } from '../database/open-database.ts';
import { backoff } from '../retrying/backoff.ts';
import type { Testimony } from './testimony.ts';

const leastMilliseconds = 2000;
/** Of an owner that is gone for good nothing is signed anew: a peer is not asked over and over for that. */
const mostMilliseconds = 6 * 60 * 60_000;

/**
 * Orders of others that are still to be passed on, and stand under a key that was revoked since: nobody takes them as
 * they are. The peer (its row) that told of them is asked again, at growing intervals; `clock` in milliseconds.
 */
export function createOutdatedWords(
  database: Database,
  testimony: Pick<Testimony, 'isRevoked' | 'hasRevoked'>,
  clock: () => number,
): (peer: number) => boolean {
  const waiting = database.prepare(
    `SELECT r.word FROM recall r INDEXED BY recall_by_peer WHERE r.peer = ? AND r.peer IS NOT NULL
     AND EXISTS (SELECT 1 FROM recall_node n WHERE n.recall = r.recall AND n.confirmed IS NULL)`,
  );
  const asked = new Map<number, { readonly attempts: number; readonly at: number }>();

  return (peer) => {
    if (!testimony.hasRevoked()) return false;
    const { attempts, at } = asked.get(peer) ?? { attempts: 0, at: 0 };
    if (clock() < at) return false;
    for (const { word } of waiting.iterate(peer)) {
      if (!testimony.isRevoked(String(word))) continue;
      asked.set(peer, {
        attempts: attempts + 1,
        at: clock() + backoff(attempts + 1, leastMilliseconds, mostMilliseconds),
      });
      return true;
    }
    // Looked for again before long: another key may be revoked by then.
    asked.set(peer, { attempts: 0, at: clock() + leastMilliseconds });
    return false;
  };
}
