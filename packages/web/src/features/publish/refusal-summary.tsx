import { ErrorState } from '../../ui/error-state.tsx';

/** What the node said as a whole; what it said about single fields stands beside them. */
export function RefusalSummary({ error, others }: { error: Error; others: string | undefined }) {
  return <ErrorState error={others ? new Error(`${error.message} ${others}`) : error} />;
}
