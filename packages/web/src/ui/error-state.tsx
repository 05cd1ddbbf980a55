import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';
import { Icon } from './icon.tsx';

/** Answers that asking again will not change: not allowed, not there. */
const finalStatuses = new Map([
  [403, 'Not for this account'],
  [404, 'Nothing is here'],
]);

/** What went wrong, in the node's words, and the way to try again where that may help. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const message = error instanceof Error ? error.message : 'Something went wrong.';
  const title = error instanceof Error && 'status' in error ? finalStatuses.get(Number(error.status)) : undefined;
  if (title !== undefined) return <EmptyState title={title}>{message}</EmptyState>;
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 rounded-lg border border-danger bg-danger-soft p-4">
      <Icon name="warning" className="text-danger" />
      <p className="min-w-0 flex-1 text-sm text-ink">{message}</p>
      {onRetry && (
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
