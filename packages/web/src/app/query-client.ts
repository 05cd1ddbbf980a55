import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/request.ts';

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
      // What the node has decided stays decided; only faults of the way there are worth another try.
      retry: (failures, error) =>
        failures < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 502),
    },
  },
});
