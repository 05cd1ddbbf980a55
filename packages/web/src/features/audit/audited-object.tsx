import { Link } from '@tanstack/react-router';
import { objectType, typeOfId } from '../../stix/object-types.ts';

/** An object as the log names it: its type and id. Its page tells more to those who may see it. */
export function AuditedObject({ id }: { id: string }) {
  return (
    <Link
      to="/objects/$id"
      params={{ id }}
      title={id}
      className="text-accent underline decoration-accent/40 decoration-1 underline-offset-2 hover:decoration-accent"
    >
      {objectType(typeOfId(id)).singular}{' '}
      <span className="font-mono text-xs">{id.split('--')[1]?.slice(0, 8) ?? id}…</span>
    </Link>
  );
}

/** Ids of STIX objects, among other subjects of an entry. */
export function isObjectId(subject: string): boolean {
  return /^[a-z0-9-]+--[0-9a-f-]{36}$/i.test(subject) && !subject.startsWith('identity--');
}
