import { figureWords, type TotalLine, totals } from '@entente/commitments';
import type { z } from '@hono/zod-openapi';
import type { LedgerView } from '../commitments/ledger-service.ts';
import type { PictureMessage } from './picture-messages.ts';

type Message = z.infer<typeof PictureMessage>;
type Forces = Pick<Message, 'forces' | 'forcePlaces'>;

/**
 * The forces that are there, of a ledger of nothing else: by member and place, and all of a place together. Each line is
 * a total of its own in one unit: what is recorded twice counts once in it, and ships are never added to troops.
 */
export function forcesOf(
  { commitments, states, ledger: { ties }, asOf }: LedgerView,
  nameOf: (identity: string) => string,
): Forces {
  const question = { columns: ['delivered'], asOf, rows: { offset: 0, limit: 0 } } as const;
  const byMember = Map.groupBy(commitments, ({ by, place = '' }) => JSON.stringify([by, place]));
  const forces = [...byMember].flatMap(([key, own]) => {
    const [by, place] = JSON.parse(key) as [string, string];
    return totals(own, states, ties, { ...question, by: 'all' })
      .flatMap(toldOf)
      .map((told) => ({ member: { id: by, name: nameOf(by) }, place, ...told }));
  });
  const forcePlaces = totals(commitments, states, ties, { ...question, by: 'place' }).flatMap((line) =>
    toldOf(line).map((told) => ({ place: line.value, ...told })),
  );
  return { forces: forces.sort(largestFirst), forcePlaces: forcePlaces.sort(largestFirst) };
}

function toldOf({ sum, measure }: TotalLine) {
  if (sum.best <= 0) return [];
  const unit = 'unit' in measure ? measure.unit.trim().toLowerCase() : measure.currency;
  return [{ unit, words: figureWords(sum, measure), count: sum.best }];
}

/** Numbers of different units are in no order; those of one unit stand together. */
function largestFirst(a: { unit: string; count: number }, b: { unit: string; count: number }): number {
  return a.unit === b.unit ? b.count - a.count : a.unit < b.unit ? -1 : 1;
}
