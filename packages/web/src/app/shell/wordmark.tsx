import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { nodeQuery } from '../../api/session.ts';
import { SafeText } from '../../ui/safe-text.tsx';

/** Two rings that share a part: each its own, with something in common. */
function Mark() {
  return (
    <svg
      viewBox="0 0 26 18"
      className="h-5 w-7 shrink-0 text-accent"
      fill="none"
      stroke="currentColor"
      aria-hidden="true"
    >
      <circle cx="9" cy="9" r="7" strokeWidth="1.8" />
      <circle cx="17" cy="9" r="7" strokeWidth="1.8" />
      <path d="M13 3.3a7 7 0 0 1 0 11.4a7 7 0 0 1 0-11.4z" fill="currentColor" stroke="none" opacity="0.45" />
    </svg>
  );
}

export function Wordmark() {
  const { data: node } = useQuery(nodeQuery);
  return (
    <Link to="/" className="flex min-w-0 items-center gap-2.5 rounded-md" activeProps={{}}>
      <Mark />
      <span className="min-w-0">
        <span className="block font-serif text-lg leading-5 font-semibold tracking-tight">Entente</span>
        {node && (
          <span className="block truncate text-xs text-ink-faint">
            <SafeText>{node.coalition}</SafeText>
          </span>
        )}
      </span>
    </Link>
  );
}
