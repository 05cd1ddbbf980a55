import type { Opinion, PositionCell } from '@entente/server/api-types';

/** Everything that a mark can say: the five opinions, and that somebody would not say. */
export type Stance = Opinion | 'declined';

export const stances: readonly Stance[] = [
  'strongly-agree',
  'agree',
  'neutral',
  'disagree',
  'strongly-disagree',
  'declined',
];

export const stanceWords: Record<Stance, string> = {
  'strongly-agree': 'Strongly for',
  agree: 'For',
  neutral: 'Undecided',
  disagree: 'Against',
  'strongly-disagree': 'Strongly against',
  declined: 'Declined to say',
};

/** Height on the scale: 2 strongly for, -2 strongly against; none where somebody declined. */
export const degrees: Record<Opinion, number> = {
  'strongly-agree': 2,
  agree: 1,
  neutral: 0,
  disagree: -1,
  'strongly-disagree': -2,
};

export function stanceOf({ answer, opinion }: Pick<PositionCell, 'answer' | 'opinion'>): Stance {
  return answer === 'declined' ? 'declined' : opinion;
}

/** A cell in words, for who does not see its mark. */
export function describeCell(cell: PositionCell): string {
  const parts = [stanceWords[stanceOf(cell)]];
  if (cell.answer === 'conditional') parts.push(`on a condition: ${cell.condition ?? ''}`);
  if (!cell.official) parts.push('as said by a person, not official');
  for (const other of cell.beside) parts.push(`on the same day another voice: ${stanceWords[stanceOf(other)]}`);
  if (cell.divided) parts.push('its voices differ');
  if (cell.trend !== 0) parts.push(cell.trend > 0 ? 'moved towards it' : 'moved away from it');
  parts.push(`since ${cell.since}`);
  return parts.join(', ');
}
