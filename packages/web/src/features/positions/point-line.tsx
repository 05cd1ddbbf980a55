import type { PositionPoint } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { Time } from '../../ui/time.tsx';
import { stanceOf, stanceWords } from './stance.ts';
import { VoiceLine } from './voice-line.tsx';

/** A position or statement as a line: who, for whom, where he stands since when, and in which words. */
export function PointLine({ point }: { point: PositionPoint }) {
  const { id, answer, since, until, sourceRecalled, kind } = point;
  const stance = stanceOf(point);
  const note = sourceRecalled && (
    <p className="text-xs text-ink-faint">Source recalled: its words are gone, who said what stays.</p>
  );
  return (
    <VoiceLine voice={point} stance={stance} conditional={answer === 'conditional'} note={note}>
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
      <Link to="/objects/$id" params={{ id }} className="text-xs">
        open
      </Link>
    </VoiceLine>
  );
}
