/** Numbers that follow from a seed alone (mulberry32), so that a run can be repeated. */
export type Random = {
  /** At least 0, less than 1. */
  next(): number;
  /** A whole number less than `below`. */
  below(below: number): number;
  pick<T>(list: readonly T[]): T;
  /** So many different ones, in no order. */
  some<T>(list: readonly T[], count: number): T[];
};

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const random: Random = {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    },
    below: (below) => Math.floor(random.next() * below),
    pick(list) {
      if (list.length === 0) throw new Error('Nothing to pick from');
      return list[random.below(list.length)] as (typeof list)[number];
    },
    some(list, count) {
      const left = [...list];
      return Array.from({ length: Math.min(count, left.length) }, () =>
        left.splice(random.below(left.length), 1),
      ).flat();
    },
  };
  return random;
}
