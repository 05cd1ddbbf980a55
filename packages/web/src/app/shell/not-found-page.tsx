import { Link } from '@tanstack/react-router';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { buttonClass } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

export function NotFoundPage() {
  usePageTitle('No such page');
  return (
    <div className="mx-auto max-w-2xl">
      <h1 className="sr-only">No such page</h1>
      <EmptyState
        title="There is no such page"
        action={
          <Link to="/" className={buttonClass('primary')}>
            To the overview
          </Link>
        }
      >
        The address may be old or mistyped.
      </EmptyState>
    </div>
  );
}
