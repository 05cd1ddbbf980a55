import type { Viewer } from '../accounts/viewer.ts';
import { Problem } from '../http/problem.ts';

export function maySeePeers({ roles }: Viewer): boolean {
  return roles.has('coalition-admin') || roles.has('auditor');
}

/** How much passes between nodes, and when, is for who runs the node and for who audits it. Throws `not-allowed`. */
export function mustSeePeers(viewer: Viewer): void {
  if (!maySeePeers(viewer)) {
    throw new Problem('not-allowed', 'Only an administrator of the coalition or an auditor sees the other nodes.');
  }
}

/** Throws `not-allowed`. */
export function mustRunPeers({ roles, mayWrite }: Viewer): void {
  if (!roles.has('coalition-admin') || !mayWrite) {
    throw new Problem('not-allowed', 'Only an administrator of the coalition decides whom this node exchanges with.');
  }
}
