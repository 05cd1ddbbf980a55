import { handlingOf, type Terms } from '@entente/release';
import { timestampKey } from '@entente/stix';
import type { Database } from '../database/open-database.ts';
import { type Expression, mapTerms, wholeOf } from '../terms/expression.ts';

/** `turn`: who may have it changes; `purge`: all of it expires; `review`: its owner should look at it again. */
export type DueKind = 'turn' | 'purge' | 'review';

/** The moments that the handling of stored terms names, so that none of them passes unnoticed. */
export type DueDates = {
  /** To be called in the transaction that makes terms, or makes them say something else. */
  note(terms: number, expression: Expression): void;
  /** The terms of which this is due at `now` (ISO 8601). */
  due(kind: DueKind, now: string): readonly number[];
  /** What was due by `now` has been done. */
  done(kind: DueKind, now: string): void;
  /** Milliseconds since 1970 of the next thing to do; reviews count from after `now`, since nothing is done about them. */
  next(now: string): number | undefined;
  /** There is something else that has an end: what was set aside. */
  noted(): void;
  /** Calls back when moments were noted; their transaction may still be open. */
  onNoted(listener: () => void): void;
};

export function createDueDates(database: Database): DueDates {
  const insert = database.prepare('INSERT OR IGNORE INTO due_date (terms, kind, at) VALUES (?, ?, ?)');
  const dueBy = database.prepare('SELECT DISTINCT terms FROM due_date WHERE kind = ? AND at <= ?');
  const forget = database.prepare('DELETE FROM due_date WHERE kind = ? AND at <= ?');
  const first = database.prepare(
    `SELECT min(at) AS at FROM (SELECT min(at) AS at FROM due_date WHERE kind = 'turn'
       UNION ALL SELECT min(at) FROM due_date WHERE kind = 'purge'
       UNION ALL SELECT min(at) FROM due_date WHERE kind = 'review' AND at > ?
       UNION ALL SELECT min(purge_after) FROM peer_set_aside WHERE purge_after IS NOT NULL)`,
  );
  const listeners: (() => void)[] = [];
  const noted = (): void => {
    for (const listener of listeners) listener();
  };

  return {
    note(terms, expression) {
      const moments = momentsOf(expression);
      for (const { kind, at } of moments) insert.run(terms, kind, timestampKey(at));
      if (moments.length > 0) noted();
    },
    noted,
    due: (kind, now) => dueBy.all(kind, timestampKey(now)).map((row) => Number(row.terms)),
    done: (kind, now) => void forget.run(kind, timestampKey(now)),
    next(now) {
      const at = first.get(timestampKey(now))?.at;
      return typeof at === 'string' ? millisecondOf(at) : undefined;
    },
    onNoted: (listener) => void listeners.push(listener),
  };
}

function momentsOf(expression: Expression): { kind: DueKind; at: string }[] {
  const turns = new Set<string>();
  mapTerms(expression, (terms: Terms) => {
    const { notBefore, purgeAfter } = handlingOf(terms);
    for (const at of [notBefore, purgeAfter]) if (at !== undefined) turns.add(at);
    return terms;
  });
  const { purgeAfter, reviewAfter } = handlingOf(wholeOf(expression));
  return [
    ...[...turns].map((at) => ({ kind: 'turn' as const, at })),
    ...(purgeAfter === undefined ? [] : [{ kind: 'purge' as const, at: purgeAfter }]),
    ...(reviewAfter === undefined ? [] : [{ kind: 'review' as const, at: reviewAfter }]),
  ];
}

/** The first whole millisecond that is not before a moment: clocks here count no finer. */
function millisecondOf(key: string): number {
  const [seconds = '', fraction = ''] = key.split('.');
  return Date.parse(`${seconds}Z`) + Math.ceil(Number(`0.${fraction || '0'}`) * 1000);
}
