/** A list with what a page has beside it; an empty one is left out, and with it everything else (sections 5.3.1, 5.8.1). */
export function listPage(list: Readonly<Record<string, readonly unknown[]>>, next: string | undefined): object {
  if (Object.values(list).every(({ length }) => length === 0)) return {};
  return { more: next !== undefined, ...(next === undefined ? {} : { next }), ...list };
}
