import { Presets, SingleBar } from 'cli-progress';

/** How far long work has come, in bytes or in objects. Shown on a terminal only, on stderr. */
export type Progress = Disposable & { advance(by: number): void };

/** `total` in bytes, or in objects where `unit` says so; undefined where it cannot be known, and then nothing is shown. */
export function showProgress(
  title: string,
  total: number | undefined,
  isQuiet: boolean,
  unit: 'MB' | 'objects' = 'MB',
): Progress {
  if (isQuiet || !process.stderr.isTTY || total === undefined || total === 0) {
    return { advance() {}, [Symbol.dispose]() {} };
  }
  const bar = new SingleBar(
    {
      format: `${title} {bar} {percentage} %  {value} of {total} ${unit}, {eta_formatted} left`,
      formatValue: (value, _options, type) =>
        unit === 'MB' && (type === 'value' || type === 'total') ? (value / 1e6).toFixed(1) : String(value),
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
      etaBuffer: 100,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return {
    advance: (by) => bar.increment(by),
    [Symbol.dispose]: () => bar.stop(),
  };
}

/** For work that tells how far it is instead of how much further. */
export function untilDone(progress: Progress): (done: number) => void {
  let before = 0;
  return (done) => {
    progress.advance(done - before);
    before = done;
  };
}
