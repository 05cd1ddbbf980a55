/**
 * Until when (ms since 1970, may be infinite) a member has access that now is in the coalition; undefined where it is
 * not: not yet joined, or gone. `joined` and `left` are ISO 8601 dates or timestamps; the day of leaving is out.
 */
export function accessUntil(
  member: { readonly joined: string; readonly left: string | null },
  now: number,
): number | undefined {
  const today = new Date(now).toISOString().slice(0, 10);
  if (member.joined.slice(0, 10) > today) return undefined;
  if (member.left === null) return Number.POSITIVE_INFINITY;
  const lastDay = member.left.slice(0, 10);
  return lastDay <= today ? undefined : Date.parse(lastDay);
}
