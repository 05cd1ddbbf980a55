const grouped = new Intl.NumberFormat('en-GB');
const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** `12,345`. */
export function formatCount(count: number): string {
  return grouped.format(count);
}

/** `12,345`, or `10,000+` where the server stopped counting. */
export function formatTotal(total: { count: number; exact: boolean }): string {
  return total.exact ? grouped.format(total.count) : `${grouped.format(total.count)}+`;
}

/** Counts of facets are exact up to this; from there on the node says only that there are so many. */
const mostCounted = 10_000;

/** `928`, `10,000+`. */
export function formatFacetCount(count: number): string {
  return formatTotal({ count, exact: count < mostCounted });
}

/** `3 objects`, `1 object`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${grouped.format(count)} ${count === 1 ? singular : plural}`;
}

/** `38.7 MB`, in powers of 1,000. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
