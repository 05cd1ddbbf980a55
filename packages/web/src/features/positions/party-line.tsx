import type { Signal } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { stances } from './stance.ts';
import { StanceMark } from './stance-mark.tsx';

/** Somebody's part in a signal: who, where he stands, what he said, and where that can be opened. */
export function PartyLine({ party }: { party: Signal['parties'][number] }) {
  const { holder, principal, office, degree, condition, quantity, day, rests, quote } = party;
  const stance = degree === undefined ? undefined : stances[2 - degree];
  return (
    <div className="flex gap-2 text-sm">
      {stance && (
        <StanceMark
          stance={stance}
          conditional={condition !== undefined}
          unofficial={holder.id !== principal.id}
          className="mt-0.5"
        />
      )}
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
          {quantity && (
            <span className="tabular">
              {' '}
              ·{' '}
              <SafeText>
                {quantity.text ?? `${quantity.bound === 'exact' ? '' : `${quantity.bound} `}${quantity.value}`}
              </SafeText>
            </span>
          )}
          {day && (
            <span className="text-xs text-ink-faint">
              {' '}
              · <Time value={day} form="date" />
            </span>
          )}
          {rests && !rests.startsWith('claim--') && (
            <>
              {' · '}
              <Link to="/objects/$id" params={{ id: rests }} className="text-xs">
                open
              </Link>
            </>
          )}
        </p>
        {quote && (
          <blockquote className="border-l-2 border-line pl-2 text-ink-soft">
            <SafeText>{`“${quote}”`}</SafeText>
          </blockquote>
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
