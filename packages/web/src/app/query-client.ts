import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, isAway } from '../api/request.ts';
import { isWayOpen, onWayChange } from '../lib/way-to-node.ts';

/** What is called when an answer says that the session has ended; the router sets it, since it knows where to go. */
export const sessionEnd: { notify: () => void } = { notify: () => {} };

function onError(error: unknown): void {
  if (error instanceof ApiError && error.status === 401) sessionEnd.notify();
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // What the node has decided stays decided; where it gave no answer, that is said, and it is asked once it is back.
      retry: (failures, error) => failures < 2 && !(error instanceof ApiError),
      // A browser that thinks it is offline would wait without a word.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

onWayChange(() => {
  if (isWayOpen()) void queryClient.refetchQueries({ type: 'active', predicate: ({ state }) => isAway(state.error) });
});
