import type { QueryClient } from '@tanstack/react-query';

/**
 * Something that one could read is gone, and nobody says what: all that is shown is read anew at once, all else that was
 * loaded is forgotten, and what cannot be read any more leaves the page.
 */
export async function dropWithdrawn(client: QueryClient): Promise<void> {
  client.removeQueries({ type: 'inactive' });
  await client.invalidateQueries();
  for (const query of client.getQueryCache().findAll({ type: 'active' })) {
    const { state } = query;
    const isRefused = state.status === 'error';
    // Without a way to the node nobody can tell whether it is still there.
    const isCutOff = state.isInvalidated && state.fetchStatus === 'paused';
    if (state.data === undefined || !(isRefused || isCutOff)) continue;
    query.setState({ ...state, data: undefined, status: isRefused ? 'error' : 'pending' });
  }
}
