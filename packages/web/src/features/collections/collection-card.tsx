import type { Collection, MemberRef } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatCount } from '../../lib/format-number.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { TlpLabel } from '../../stix/tlp-label.tsx';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SafeText } from '../../ui/safe-text.tsx';

const fewNames = 6;

/** Who reads or writes: a few by name, many as a number that opens. */
function names(access: 'all' | MemberRef[] | undefined, own: boolean): ReactNode {
  if (access === 'all') return 'every member';
  if (!access) return own ? 'you and others' : 'not you';
  if (access.length === 0) return 'its owner alone';
  const list = <SafeText>{access.map((member) => member.name).join(', ')}</SafeText>;
  if (access.length <= fewNames) return list;
  return (
    <details>
      <summary>{access.length} members</summary>
      {list}
    </details>
  );
}

interface CollectionCardProps {
  collection: Collection;
  mayChange: boolean;
  onChange: () => void;
}

export function CollectionCard({ collection, mayChange, onChange }: CollectionCardProps) {
  const { id, title, description, alias, owner, unmarked, mayRead, mayWrite, objects } = collection;
  return (
    <article className="flex h-full flex-col rounded-lg border border-line bg-sheet p-4">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h2 className="font-serif text-lg leading-6 font-semibold">
            <Link to="/browse" search={{ collection: id }} data-row-link="" className="hover:text-accent">
              <SafeText>{title}</SafeText>
            </Link>
          </h2>
          <p className="text-xs text-ink-faint">
            of <SafeText>{owner.name}</SafeText>
            {objects !== undefined && ` · ${formatCount(objects)} that you may see`}
          </p>
        </div>
        {mayChange && (
          <IconButton label={`Change ${plainText(title)}`} onClick={onChange}>
            <Icon name="edit" />
          </IconButton>
        )}
      </div>
      {description && (
        <p className="mt-2 text-sm text-ink-soft">
          <SafeText>{description}</SafeText>
        </p>
      )}
      <dl className="mt-3 mb-4 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
        <dt className="text-ink-faint">Read by</dt>
        <dd>{names(collection.readers, mayRead)}</dd>
        <dt className="text-ink-faint">Written by</dt>
        <dd>{names(collection.writers, mayWrite)}</dd>
        <dt className="text-ink-faint">Unmarked</dt>
        <dd>
          {unmarked ? (
            <>
              means <TlpLabel level={unmarked} />
            </>
          ) : (
            'means private to its originator'
          )}
        </dd>
      </dl>
      <div className="mt-auto flex flex-wrap items-center gap-2 border-t border-line pt-3">
        {mayRead && <Badge>You read it</Badge>}
        {mayWrite && <Badge tone="accent">You write to it</Badge>}
        <span className="ml-auto flex items-center gap-2">
          {alias && <code className="font-mono text-xs text-ink-faint">{plainText(alias)}</code>}
          <CopyButton text={id} label="Copy id" />
        </span>
      </div>
    </article>
  );
}
