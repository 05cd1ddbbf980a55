import type { Viewer } from '../accounts/viewer.ts';
import { Problem } from '../http/problem.ts';

/** What a node may carry (rule 11), and what is signed, is sorted out where it reads whole collections. */
export function refuseNodes({ peer }: Viewer): void {
  if (peer !== undefined) throw new Problem('not-allowed', 'Another node reads collections, and nothing else.');
}
