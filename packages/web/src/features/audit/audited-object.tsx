import { Link } from '@tanstack/react-router';
import { objectType, typeOfId } from '../../stix/object-types.ts';
import { SafeText } from '../../ui/safe-text.tsx';

/** An object as the log names it: by its title to those who see it, else by its type and id. */
export function AuditedObject({ id, title }: { id: string; title: string | undefined }) {
  return (
    <Link
      to="/objects/$id"
      params={{ id }}
      title={id}
      className="text-accent underline decoration-accent/40 decoration-1 underline-offset-2 hover:decoration-accent"
    >
      {objectType(typeOfId(id)).singular}{' '}
      {title ? (
        <SafeText>{title}</SafeText>
      ) : (
        <span className="font-mono text-xs">{id.split('--')[1]?.slice(0, 8) ?? id}…</span>
      )}
    </Link>
  );
}

/** Ids of STIX objects, among other subjects of an entry. */
export function isObjectId(subject: string): boolean {
  return /^[a-z0-9-]+--[0-9a-f-]{36}$/i.test(subject) && !subject.startsWith('identity--');
}
