import { createHash } from 'node:crypto';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import { isProgram, sightOf } from '../terms/nodes-only.ts';
import type { TermsStore } from '../terms/terms-store.ts';

/** A short text for the terms that a viewer sees: the same for everybody who sees exactly these. */
export function createTermsKeys(
  database: Database,
  terms: Pick<TermsStore, 'generation' | 'visible'>,
): (viewer: Viewer) => string {
  const keys = new Map<number, { readonly generation: number; readonly key: string }>();
  // Generations are given out again after a rollback.
  database.onRollback(() => keys.clear());
  return (viewer) => {
    const [{ principal }, sight] = [viewer, sightOf(viewer)];
    const known = keys.get(sight);
    if (known?.generation === terms.generation) return known.key;
    const { ids } = terms.visible(principal);
    const key = createHash('sha256')
      // What a program sees of its terms is its own: it has those for nodes only where its member owns them.
      .update(JSON.stringify(isProgram(viewer) ? [sight, ids] : ids))
      .digest('base64');
    if (keys.size > 10_000) keys.clear();
    keys.set(sight, { generation: terms.generation, key });
    return key;
  };
}
