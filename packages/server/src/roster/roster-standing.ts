/** How long before it expires a roster is to be renewed: its administrators may be many, and far apart. */
const soonMilliseconds = 30 * 86_400_000;

export type RosterStanding = 'in-force' | 'expires-soon' | 'expired';

/** How a roster stands that expires then; both are timestamps of ISO 8601. */
export function rosterStanding(expires: string, now: string): RosterStanding {
  const left = Date.parse(expires) - Date.parse(now);
  if (left > soonMilliseconds) return 'in-force';
  return left > 0 ? 'expires-soon' : 'expired';
}
