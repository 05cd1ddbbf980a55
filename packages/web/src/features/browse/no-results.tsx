import { Link } from '@tanstack/react-router';
import { buttonClass } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

export function NoResults({ filtered }: { filtered: boolean }) {
  if (!filtered) {
    return (
      <EmptyState title="Nothing here yet">
        What is released to you appears here. Collections shows where it may come from.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="Nothing matches"
      action={
        <Link to="/browse" className={buttonClass('primary')}>
          Start over
        </Link>
      }
    >
      Try fewer words or remove a filter. Something that exists but was not released to you does not appear either.
    </EmptyState>
  );
}
