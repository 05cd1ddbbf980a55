import type { ObjectSummary } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { SafeText } from '../ui/safe-text.tsx';
import { objectTitle } from './object-title.ts';
import { objectType, typeOfId } from './object-types.ts';

interface ObjectLinkProps {
  id: string;
  /** Absent where the viewer cannot see the object, or nothing is known of it here. */
  summary?: ObjectSummary | undefined;
}

/** The name of an object, leading to its page; of one out of sight, its type and the start of its id, leading nowhere. */
export function ObjectLink({ id, summary }: ObjectLinkProps) {
  if (!summary) {
    return (
      <span className="text-ink-soft" title={id}>
        {objectType(typeOfId(id)).singular}{' '}
        <span className="font-mono text-xs">{id.split('--')[1]?.slice(0, 8) ?? id}…</span>
      </span>
    );
  }
  return (
    <Link
      to="/objects/$id"
      params={{ id: summary.id }}
      className="text-accent underline decoration-accent/40 decoration-1 underline-offset-2 hover:decoration-accent"
    >
      <SafeText>{objectTitle(summary)}</SafeText>
    </Link>
  );
}
