import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { Lead } from './lead-store.ts';

/** Who stands where with a lead: works on it, sent it, or is the member whose unit works on it. */
export type Part = 'unit' | 'sender' | 'member';

/** Undefined for whom there is no such lead. */
export function partIn(
  viewer: Viewer,
  { unit, sender }: Pick<Lead, 'unit' | 'sender'>,
  unitsMember: number,
): Part | undefined {
  if (viewer.unit === unit) return 'unit';
  if (actsFor(viewer, sender)) return 'sender';
  return actsFor(viewer, unitsMember) ? 'member' : undefined;
}

export type LeadAction = 'acknowledge' | 'write' | 'answer' | 'close';

/** Whether somebody may do that to a lead that he may see. What is closed stays closed. */
export function mayAct(action: LeadAction, viewer: Viewer, part: Part, state: Lead['state']): boolean {
  if (!viewer.mayWrite || state === 'closed' || viewer.roles.size === 0) return false;
  if (action === 'acknowledge') return part === 'unit' && state === 'new';
  if (action === 'write') return part !== 'member';
  if (action === 'answer') return part === 'unit' && viewer.roles.has('analyst');
  return part === 'sender' || part === 'unit';
}

/** Who sends leads for a member: whoever publishes for it. */
export function maySend({ unit, mayWrite, roles }: Viewer): boolean {
  return unit === undefined && mayWrite && (roles.has('analyst') || roles.has('release-officer'));
}
