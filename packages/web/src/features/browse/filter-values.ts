/** The values of a comma-separated filter. */
export function filterValues(filter: string | undefined): string[] {
  return (filter ?? '').split(',').filter((value) => value !== '');
}

/** The filter with one value put in or taken out; undefined when none is left, so that it leaves the address. */
export function toggleFilterValue(filter: string | undefined, value: string): string | undefined {
  const values = filterValues(filter);
  const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
  return next.length > 0 ? next.join(',') : undefined;
}

/** Whether two sets of filters ask for the same, whatever the order of their values. */
export function sameFilters(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const form = (filters: Readonly<Record<string, string>>) =>
    JSON.stringify(
      Object.entries(filters)
        .filter(([, value]) => value !== '')
        .map(([name, value]) => [name, name === 'q' ? value : filterValues(value).sort().join(',')])
        .sort(([left = ''], [right = '']) => left.localeCompare(right)),
    );
  return form(a) === form(b);
}
