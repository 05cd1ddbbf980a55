import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from './error-state.tsx';
import { PageHeader } from './page-header.tsx';
import { Skeleton } from './skeleton.tsx';

interface QueryStateProps<T> {
  query: UseQueryResult<T>;
  /** How many lines stand in while it loads. */
  lines?: number;
  /** Of a whole page that takes its head from the data: what it is called where there is none. */
  page?: string;
  children: (data: T) => ReactNode;
}

/** The three faces of everything that is fetched: loading, failed, there. */
export function QueryState<T>({ query, lines = 4, page, children }: QueryStateProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    return (
      <>
        {page && <PageHeader title={page} />}
        <ErrorState error={query.error} onRetry={() => query.refetch()} />
      </>
    );
  }
  return <Skeleton lines={lines} />;
}
