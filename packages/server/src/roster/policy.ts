import type { Viewer } from '../accounts/viewer.ts';
import { Problem } from '../http/problem.ts';

/** Throws `not-allowed`. */
export function mustChangeRoster({ roles, mayWrite }: Viewer): void {
  if (roles.has('coalition-admin') && mayWrite) return;
  throw new Problem('not-allowed', 'Only an administrator of the coalition may change or sign the roster.');
}
