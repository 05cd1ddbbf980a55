import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

/** What went wrong, in the node's words, and the way to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const message = error instanceof Error ? error.message : 'Something went wrong.';
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
