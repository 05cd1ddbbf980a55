import { Link } from '@tanstack/react-router';
import { buttonClass } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** Instead of a form that the node would refuse: why, and who can change that. */
export function NotForReaders() {
  return (
    <EmptyState
      title="Not for this account"
      action={
        <Link to="/browse" className={buttonClass()}>
          Browse what you may see
        </Link>
      }
    >
      Readers and auditors only look. An administrator of your member can make you an analyst, who publishes and
      imports.
    </EmptyState>
  );
}
