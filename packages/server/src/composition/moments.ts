export type Moments = {
  /** This moment, as STIX writes it: UTC, to the millisecond. */
  readonly now: () => string;
  /** The day of this moment in UTC, as YYYY-MM-DD. */
  readonly today: () => string;
};

/** What the clock says, as text. `clock` gives milliseconds since 1970. */
export function createMoments(clock: () => number): Moments {
  // Asked for with every object that is written: the text of a millisecond is made once.
  let moment = { at: Number.NaN, text: '', day: '' };
  function read(): typeof moment {
    const at = clock();
    if (at !== moment.at) {
      const text = new Date(at).toISOString();
      moment = { at, text, day: text.slice(0, 10) };
    }
    return moment;
  }
  return { now: () => read().text, today: () => read().day };
}
