import { type Line, lineOf, type Point, type Position, pointOfPosition, toldBy } from '@entente/positions';
import type { Dated, Voice } from './last-said.ts';

/** Positions beside what is said: some are held by who speaks too, some tell what was said. */
export function officialPoints(positions: readonly Position[]) {
  const isTold = toldBy(positions);
  const holders = new Set(positions.map(({ holder }) => holder));
  const points = Map.groupBy(
    positions.map((each) => pointOfPosition(each)),
    ({ claim, principal, holder }) => lineKey(claim, principal, holder),
  );
  return {
    /** Positions tell what their own holder said, and nobody else's. */
    touches: ({ speaker }: Voice): boolean => holders.has(speaker),
    /** All points of one holder. */
    with({ claim, principal, speaker }: Voice, said: readonly Dated[]): readonly Point[] {
      const key = lineKey(claim, principal, speaker);
      const own = points.get(key) ?? [];
      points.delete(key);
      return [...said.map(({ point }) => point).filter((point) => !isTold(point)), ...own];
    },
    /** Lines of who did not speak. */
    alone: (): readonly Line[] => [...points.values()].flatMap((own) => lineOf(own) ?? []),
  };
}

function lineKey(claim: string, principal: string, holder: string): string {
  return `${claim} ${principal} ${holder}`;
}
