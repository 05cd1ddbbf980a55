import type { Signal } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { stances } from './stance.ts';
import { VoiceLine } from './voice-line.tsx';

/** Somebody's part in a signal: who, where he stands, what he said, and where that can be opened. */
export function PartyLine({ party }: { party: Signal['parties'][number] }) {
  const { degree, condition, quantity, day, rests } = party;
  const stance = degree === undefined ? undefined : stances[2 - degree];
  return (
    <VoiceLine voice={party} stance={stance} conditional={condition !== undefined}>
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
    </VoiceLine>
  );
}
