import { ErrorState } from '../../ui/error-state.tsx';

interface RefusalSummaryProps {
  error: Error;
  /** What was refused about no field in particular. */
  others: string | undefined;
  /** Whether something is said beside a field. */
  hasFields: boolean;
}

/** What the node said as a whole; what it said about single fields stands beside them. */
export function RefusalSummary({ error, others, hasFields }: RefusalSummaryProps) {
  if (others) return <ErrorState error={new Error(others)} />;
  return <ErrorState error={hasFields ? new Error('It was refused. The reasons stand beside the fields.') : error} />;
}
