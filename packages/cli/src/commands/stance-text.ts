import type { PositionCell } from '@entente/server/api-types';

/** Where somebody stands, in a few letters. */
export function stanceText({ answer, opinion }: Pick<PositionCell, 'answer' | 'opinion'>): string {
  if (answer === 'declined') return 'declined';
  return answer === 'conditional' ? `${opinion} (condition)` : opinion;
}
