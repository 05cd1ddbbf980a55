import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from './error-state.tsx';
import { Skeleton } from './skeleton.tsx';

interface QueryStateProps<T> {
  query: UseQueryResult<T>;
  /** How many lines stand in while it loads. */
  lines?: number;
  children: (data: T) => ReactNode;
}

/** The three faces of everything that is fetched: loading, failed, there. */
export function QueryState<T>({ query, lines = 4, children }: QueryStateProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <ErrorState error={query.error} onRetry={() => query.refetch()} />;
  return <Skeleton lines={lines} />;
}
