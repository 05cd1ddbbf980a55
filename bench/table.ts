/** One line of the result: a figure beside its limit in the same run. */
export type Row = {
  readonly what: string;
  readonly measured: string;
  readonly limit: string;
  readonly ratio: string;
  readonly aim: string;
};

export function row(what: string, measured: number, limit: number, unit: string, aim: string): Row {
  return {
    what,
    measured: `${format(measured)} ${unit}`,
    limit: `${format(limit)} ${unit}`,
    ratio: (measured / limit).toFixed(2),
    aim,
  };
}

export function format(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}

/** The rows as a Markdown table. */
export function table(rows: readonly Row[]): string {
  return [
    '| what | measured | limit in the same run | ratio | aim |',
    '|---|---|---|---|---|',
    ...rows.map(({ what, measured, limit, ratio, aim }) => `| ${what} | ${measured} | ${limit} | ${ratio} | ${aim} |`),
  ].join('\n');
}
