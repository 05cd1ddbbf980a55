import type { Commitment } from '../ledger/commitment.ts';
import type { Tied, TiedRow, Ties } from '../ledger/count-once.ts';
import { compare } from '../ledger/order-of-events.ts';
import type { Column, CommitmentState } from '../ledger/state.ts';
import type { Interval } from '../quantity/interval.ts';
import { type Measure, measureKey } from '../quantity/quantity.ts';

/** Another's commitment of the same kind in the same measure: who could cover what goes. */
export type Cover = {
  readonly commitment: string;
  readonly column: Column;
  readonly value: Interval;
  readonly measure: Measure;
  readonly isSamePlace: boolean;
};

const columns: readonly Column[] = ['delivered', 'outstanding'];

/** Finds, commitment by commitment, who could cover what is gone. */
export function createCovers(gone: readonly Commitment[], ties: Ties) {
  const placesOf = new Map<string, Set<string>>();
  for (const { kind, place = '' } of gone) placesOf.set(kind, (placesOf.get(kind) ?? new Set()).add(place));
  // In the order in which they are told: of the same place first, and of each the columns.
  const found: readonly Cover[][] = [true, false].flatMap(() => columns.map((): Cover[] => []));
  const waiting: (TiedRow & { readonly cover: Cover; readonly into: number })[][] = columns.map(() => []);

  return {
    /** One that stays. */
    consider({ id, kind, place = '' }: Commitment, { figures }: CommitmentState, tied: Tied | undefined): void {
      const places = placesOf.get(kind);
      if (places === undefined) return;
      const isSamePlace = places.has(place);
      for (let at = 0; at < columns.length; at += 1) {
        const column = columns[at];
        const figure = column && figures[column];
        if (column === undefined || figure === undefined) continue;
        const into = at + (isSamePlace ? 0 : columns.length);
        const cover = { commitment: id, column, value: figure.value, measure: figure.measure, isSamePlace };
        if (tied !== undefined) waiting[at]?.push({ tied, figure, cover, into });
        else if (figure.value.best !== 0) found[into]?.push(cover);
      }
    },
    /** The largest first, without what is counted under another name. */
    found(): readonly Cover[] {
      for (const rows of waiting) {
        for (const alike of Map.groupBy(rows, ({ cover }) => measureKey(cover.measure)).values()) {
          const not = ties.notCounted(alike);
          for (const { cover, into } of alike) {
            if (cover.value.best !== 0 && !not.has(cover.commitment)) found[into]?.push(cover);
          }
        }
      }
      return found.flatMap((covers) =>
        covers.sort((a, b) => b.value.best - a.value.best || compare(a.commitment, b.commitment)),
      );
    },
  };
}
