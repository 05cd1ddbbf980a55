import type { Recall as RecallMessage } from '@entente/exchange';
import type { Database } from '../database/open-database.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { Recall, RecallStore } from './recall-store.ts';
import type { Testimony } from './testimony.ts';

/** Orders as their owners put their names to them: many under one signature, each a word that stands by itself. */
export type OrderWords = {
  /** Whether an order given here is to be signed (anew): nobody asked for it before, or its key was revoked since. */
  isDue(order: { readonly word: unknown; readonly peer: unknown }): boolean;
  /** Signs those of these orders (rows) that are due. */
  sign(recalls: readonly number[]): Promise<void>;
};

export function createOrderWords(
  database: Database,
  recalls: Pick<RecallStore, 'get' | 'setWord'>,
  members: Pick<MemberStore, 'get'>,
  testimony: Testimony,
  queue: WriteQueue,
): OrderWords {
  const wordsOf = database.prepare(
    'SELECT r.recall, r.word, r.peer FROM json_each(?) e CROSS JOIN recall r ON r.recall = e.value',
  );
  const issuedOf = database.prepare(
    'SELECT stamp FROM recall_version WHERE recall = ? ORDER BY modified DESC LIMIT 10000',
  );

  /** Whole recalls name the versions too, so that nothing newer is meant. */
  function messageOf({ recall, id, owner, object, isWhole, because, reason, ordered, holder }: Recall): RecallMessage {
    const stamps = issuedOf.all(recall).map(({ stamp }) => String(stamp));
    return {
      kind: 'recall',
      coalition: testimony.coalition(),
      by: members.get(owner).identity,
      at: ordered,
      recall: id,
      because,
      reason,
      ...(holder === undefined ? {} : { holders: [holder] }),
      items: [...(isWhole ? [{ id: object, versions: 'all' as const }] : []), { id: object, versions: stamps }],
    };
  }

  function isDue({ word, peer }: { readonly word: unknown; readonly peer: unknown }): boolean {
    return word === null || (peer === null && testimony.isRevoked(String(word)));
  }

  async function signDue(wanted: readonly number[]): Promise<void> {
    const found = wordsOf.all(JSON.stringify(wanted)) as { recall: number; word: unknown; peer: unknown }[];
    const rows = found.filter(isDue).map(({ recall }) => recall);
    if (rows.length === 0) return;
    const words = await testimony.sign(rows.map((row) => messageOf(recalls.get(row))));
    await queue.run(() => {
      for (const [place, row] of rows.entries()) recalls.setWord(row, words[place] ?? '');
    });
  }

  let signing = Promise.resolve();
  return {
    isDue,
    sign(wanted) {
      // One after the other: many nodes ask for the same at once, and it is signed once for all of them.
      const mine = signing.then(() => signDue(wanted));
      signing = mine.catch(() => {});
      return mine;
    },
  };
}
