import type { ObjectSummary } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { withoutLinks } from '../lib/split-links.ts';
import { Badge } from '../ui/badge.tsx';
import { classNames } from '../ui/class-names.ts';
import { SafeText } from '../ui/safe-text.tsx';
import { Time } from '../ui/time.tsx';
import { HandlingBadges } from './handling-badges.tsx';
import { objectTitle } from './object-title.ts';
import { objectType } from './object-types.ts';
import { TlpLabel } from './tlp-label.tsx';

interface ObjectRowProps {
  object: ObjectSummary;
  /** Added since the viewer last looked. */
  fresh?: boolean;
}

/** One object in a list: what it is, under which terms, whose, since when. The whole row leads to it. */
export function ObjectRow({ object, fresh = false }: ObjectRowProps) {
  return (
    <div className="group relative px-3 py-2.5 hover:bg-sunk/60 has-[:focus-visible]:bg-sunk/60">
      {fresh && <span className="absolute inset-y-2 left-0 w-0.5 bg-accent" aria-hidden="true" />}
      <div className="mb-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-faint">
        <span className="eyebrow">{objectType(object.type).singular}</span>
        <TlpLabel level={object.tlp} />
        {object.handling && <HandlingBadges handling={object.handling} />}
        {object.revoked && <Badge tone="danger">Revoked</Badge>}
        {fresh && (
          <>
            <span className="sr-only">New</span>
            <span className="hidden sm:inline" aria-hidden="true">
              <Badge tone="accent">New</Badge>
            </span>
          </>
        )}
        {object.created && <Time value={object.created} form="date" />}
        <span
          className={classNames('ml-auto', object.created && 'hidden sm:inline')}
          title="When it came into sight here"
        >
          <Time value={object.added} />
        </span>
      </div>
      <Link
        to="/objects/$id"
        params={{ id: object.id }}
        data-row-link=""
        className={classNames(
          'block truncate text-base font-semibold text-ink after:absolute after:inset-0 group-hover:text-accent',
          'focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent',
          object.revoked && 'line-through',
        )}
      >
        <SafeText>{objectTitle(object)}</SafeText>
      </Link>
      <p className="truncate text-sm text-ink-soft">
        <SafeText className="font-medium">{object.owner.name}</SafeText>
        {object.source && <span className="text-ink-faint"> (brought in)</span>}
        {object.excerpt && (
          <>
            {' · '}
            <SafeText>{withoutLinks(object.excerpt)}</SafeText>
          </>
        )}
      </p>
    </div>
  );
}
