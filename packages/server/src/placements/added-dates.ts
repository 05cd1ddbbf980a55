import { getRandomValues } from 'node:crypto';

/** One batch of dates lies in one cell of time, however many placements it holds. */
const cellMicroseconds = 2000;
const placementsPerCell = 500;

/**
 * Dates added (microseconds) for a batch of placements, in commit order over batches, with random gaps (design,
 * Release, rule 10).
 *
 * The dates of a batch are drawn evenly from a cell whose length does not depend on how many there are, and dealt at
 * random to the terms of the batch; placements of the same terms keep their order. So what a viewer sees of a batch is
 * an even draw itself, and says nothing of how much else there was.
 */
export function createAddedDates(clock: () => number, last: number): (terms: readonly number[]) => number[] {
  let cellEnd = last + 1;

  return (terms) => {
    const dates: number[] = [];
    for (let start = 0; start < terms.length; start += placementsPerCell) {
      const batch = terms.slice(start, start + placementsPerCell);
      const cellStart = Math.max(clock() * 1000, cellEnd);
      cellEnd = cellStart + cellMicroseconds;
      dates.push(...deal(batch, drawWithin(cellStart, batch.length)));
    }
    return dates;
  };
}

/** So many different moments of the cell, evenly drawn, in the order drawn. */
function drawWithin(cellStart: number, count: number): number[] {
  const drawn = new Set<number>();
  const random = new Uint32Array(Math.max(16, count));
  while (drawn.size < count) {
    getRandomValues(random);
    for (const value of random) {
      if (drawn.size === count) break;
      drawn.add(cellStart + (value % cellMicroseconds));
    }
  }
  return [...drawn];
}

/** Each placement takes a moment; those of equal terms swap theirs until they grow in the order given. */
function deal(terms: readonly number[], moments: readonly number[]): number[] {
  const byTerms = Map.groupBy(terms.keys(), (index) => terms[index]);
  const dates = [...moments];
  for (const indexes of byTerms.values()) {
    const own = indexes.map((index) => moments[index] ?? 0).sort((a, b) => a - b);
    for (const [place, index] of indexes.entries()) dates[index] = own[place] ?? 0;
  }
  return dates;
}
