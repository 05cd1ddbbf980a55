import type { PositionPoint } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { stanceOf, stanceWords } from './stance.ts';
import { StanceMark } from './stance-mark.tsx';

/** A position or statement as a line: who, for whom, where he stands since when, and in which words. */
export function PointLine({ point }: { point: PositionPoint }) {
  const { holder, principal, office, condition, since, until, quote, sourceRecalled, kind } = point;
  const stance = stanceOf(point);
  return (
    <div className="flex gap-2 text-sm">
      <StanceMark
        stance={stance}
        conditional={point.answer === 'conditional'}
        unofficial={holder.id !== principal.id}
        className="mt-0.5"
      />
      <div className="min-w-0">
        <p>
          <span className="font-medium">
            <SafeText>{holder.name}</SafeText>
          </span>
          {office && (
            <span className="text-ink-soft">
              , <SafeText>{office}</SafeText>
            </span>
          )}
          {holder.id !== principal.id && (
            <span className="text-ink-soft">
              {' '}
              for <SafeText>{principal.name}</SafeText>
            </span>
          )}
          <span className="text-ink-soft">
            {' '}
            · {stanceWords[stance].toLowerCase()}
            {kind && <> ({kind})</>}
          </span>
          <span className="text-xs text-ink-faint">
            {' · '}
            <Time value={since} form="date" />
            {until && (
              <>
                {' '}
                to <Time value={until} form="date" />
              </>
            )}
          </span>
          {' · '}
          <Link to="/objects/$id" params={{ id: point.id }} className="text-xs">
            open
          </Link>
        </p>
        {quote && (
          <blockquote className="border-l-2 border-line pl-2 text-ink-soft">
            <SafeText>{`“${quote}”`}</SafeText>
          </blockquote>
        )}
        {sourceRecalled && (
          <p className="text-xs text-ink-faint">Source recalled: its words are gone, who said what stays.</p>
        )}
        {condition && (
          <p className="text-xs text-ink-soft">
            On the condition: <SafeText>{condition}</SafeText>
          </p>
        )}
      </div>
    </div>
  );
}
