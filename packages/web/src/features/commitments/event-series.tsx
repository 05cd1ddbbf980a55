import type { CommitmentEvent } from '@entente/server/api-types';
import { ObjectLink } from '../../stix/object-link.tsx';
import { Badge } from '../../ui/badge.tsx';
import { classNames } from '../../ui/class-names.ts';
import { ExternalLink } from '../../ui/external-link.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { asideNames, eventNames } from './words.ts';

/** What became of it, in the order of days: each entry with who says so, and on what that rests. */
export function EventSeries({ events }: { events: readonly CommitmentEvent[] }) {
  return (
    <Panel title="What became of it" aside="Nothing is ever taken out" bare>
      <ol className="relative ml-2 space-y-5 border-l-2 border-line pl-5">
        {events.map((event) => (
          <li key={event.id} className="relative">
            <span
              aria-hidden="true"
              className={classNames(
                'absolute top-1.5 -left-[1.72rem] size-3 rounded-full border-2 border-accent',
                event.setAside ? 'bg-paper' : 'bg-accent',
              )}
            />
            <p className="text-xs text-ink-soft">
              <Time value={event.effective ?? event.said} form="date" />
              {event.effectiveUntil && (
                <>
                  {' '}
                  to <Time value={event.effectiveUntil} form="date" />
                </>
              )}
              {event.effective && event.effective !== event.said && (
                <>
                  , said on <Time value={event.said} form="date" />
                </>
              )}
            </p>
            <p className={classNames('text-base', event.setAside && 'text-ink-soft')}>
              <span className="font-medium">{eventNames[event.kind]}</span>
              {event.quantity && (
                <>
                  {': '}
                  <span className={classNames('tabular', event.setAside && 'line-through')}>
                    {event.reading === 'change' && 'by '}
                    <SafeText>{event.quantity}</SafeText>
                  </span>
                </>
              )}
            </p>
            <p className="text-sm">
              <span className="text-ink-faint">says</span> <SafeText>{event.source.name}</SafeText>
              {event.confidence !== undefined && (
                <span className="text-ink-faint"> (confidence {event.confidence})</span>
              )}
              {event.setAside && (
                <>
                  {' '}
                  <Badge>{asideNames[event.setAside.because]}</Badge>
                </>
              )}
            </p>
            {event.description && (
              <p className="mt-0.5 text-sm text-ink-soft">
                <SafeText>{event.description}</SafeText>
              </p>
            )}
            <Grounds event={event} />
          </li>
        ))}
      </ol>
      {events.length === 0 && <p className="text-sm text-ink-soft">Nothing that is released to you.</p>}
    </Panel>
  );
}

function Grounds({ event: { statement, documents, links } }: { event: CommitmentEvent }) {
  if (statement === undefined && documents.length + links.length === 0) return null;
  return (
    <ul className="mt-1 space-y-0.5 text-xs">
      {statement && (
        <li>
          Statement: <ObjectLink id={statement.id} summary={statement} />
        </li>
      )}
      {documents.map((each) => (
        <li key={each.id}>
          <ObjectLink id={each.id} summary={each} />
        </li>
      ))}
      {links.map((link) => (
        <li key={`${link.name} ${link.url}`}>
          <ExternalLink href={link.url}>
            <SafeText>{link.name}</SafeText>
          </ExternalLink>
        </li>
      ))}
    </ul>
  );
}
