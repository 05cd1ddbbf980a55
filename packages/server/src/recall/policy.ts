import { actsFor, type Viewer } from '../accounts/viewer.ts';

/** Whether the viewer may take back what its member owns. */
export function mayRecall(viewer: Viewer): boolean {
  const { roles, mayWrite } = viewer;
  return maySeeRecalls(viewer) && mayWrite && (roles.has('analyst') || roles.has('release-officer'));
}

/** What was recalled is the business of all who act for its owner, and of nobody else. */
export function maySeeRecalls(viewer: Viewer): boolean {
  return actsFor(viewer, viewer.member);
}
