import type { PositionPoint } from '@entente/server/api-types';
import type { ReactNode } from 'react';
import { SafeText } from '../../ui/safe-text.tsx';
import { CarriedBy } from '../reports/carried-by.tsx';
import type { Stance } from './stance.ts';
import { StanceMark } from './stance-mark.tsx';

interface VoiceLineProps {
  /** Who spoke, and for whom. */
  voice: Pick<PositionPoint, 'holder' | 'principal' | 'office' | 'condition' | 'quote' | 'carriedBy'>;
  stance: Stance | undefined;
  conditional: boolean;
  /** What follows the name on its line. */
  children: ReactNode;
  /** What follows the quote. */
  note?: ReactNode;
}

/** Somebody who says something: who, for whom, where he stands, in which words and on which condition. */
export function VoiceLine({ voice, stance, conditional, children, note }: VoiceLineProps) {
  const { holder, principal, office, condition, quote, carriedBy } = voice;
  const unofficial = holder.id !== principal.id;
  return (
    <div className="flex gap-2 text-sm">
      {stance && <StanceMark stance={stance} conditional={conditional} unofficial={unofficial} className="mt-0.5" />}
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
          {unofficial && (
            <span className="text-ink-soft">
              {' '}
              for <SafeText>{principal.name}</SafeText>
            </span>
          )}
          {children}
        </p>
        {quote && (
          <blockquote className="border-l-2 border-line pl-2 text-ink-soft">
            <SafeText>{`“${quote}”`}</SafeText>
          </blockquote>
        )}
        {note}
        <CarriedBy carriedBy={carriedBy} />
        {condition && (
          <p className="text-xs text-ink-soft">
            On the condition: <SafeText>{condition}</SafeText>
          </p>
        )}
      </div>
    </div>
  );
}
