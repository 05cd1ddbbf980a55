/** The units in which something is counted, those of the most lines first. */
export function unitsOf(lines: readonly { unit: string }[]): string[] {
  return [...Map.groupBy(lines, ({ unit }) => unit)]
    .sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1))
    .map(([unit]) => unit);
}
