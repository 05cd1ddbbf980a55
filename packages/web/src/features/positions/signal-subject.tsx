import type { Signal } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { SafeText } from '../../ui/safe-text.tsx';

/** What a signal is about: its claim, or the expectation that lapsed. */
export function SignalSubject({ signal, className = '' }: { signal: Signal; className?: string }) {
  const { claim, expectation } = signal;
  if (claim !== undefined) {
    return (
      <Link to="/claims/$id" params={{ id: claim.id }} className={className}>
        <SafeText>{claim.name}</SafeText>
      </Link>
    );
  }
  if (expectation === undefined) return null;
  return (
    <Link to="/expectations" className={className}>
      <SafeText>{expectation.name}</SafeText>
    </Link>
  );
}
