import { byHolder, type Point, type Statement } from '@entente/positions';
import type { z } from '@hono/zod-openapi';
import { byName, compareNames } from '../members/name-order.ts';
import type { Seen } from './held-pictures.ts';
import { inFull } from './in-full.ts';
import type { ClaimMessage, MemberPositions, PositionChanges } from './messages.ts';
import type { PositionView } from './position-views.ts';

const mostShown = 200;

/** What came into sight after `looked` (a date added, in microseconds), and the signals that rest on it. */
export function changesSince(
  seen: Seen,
  view: PositionView,
  looked: number,
): Omit<z.infer<typeof PositionChanges>, 'since'> {
  const { picture, added } = seen;
  const isNew = (id: string): boolean => (added.get(id) ?? 0) > looked;
  const byAge = (a: { id: string }, b: { id: string }): number => (added.get(b.id) ?? 0) - (added.get(a.id) ?? 0);
  const claims = new Map(picture.claims.map(({ id, name }) => [id, { id, name }]));
  const points = picture.lines.flatMap((line) => line.points).filter(({ id }) => isNew(id));
  return {
    points: points
      .sort(byAge)
      .slice(0, mostShown)
      .flatMap((point) => {
        const claim = claims.get(point.claim);
        return claim === undefined ? [] : [{ ...view.point(seen, point), claim }];
      }),
    claims: [...claims.values()]
      .filter(({ id }) => isNew(id))
      .sort(byAge)
      .slice(0, mostShown),
    signals: view.signals(seen, false, ({ rests }) => rests.some(isNew)),
  };
}

/** One member's cells, its speakers, and the signals that it has a part in. `said` is newest first. */
export function memberPositions(
  seen: Seen,
  view: PositionView,
  identity: string,
  said: readonly Statement[],
): z.infer<typeof MemberPositions> {
  const { picture } = seen;
  const names = new Map(picture.claims.map(({ id, name }) => [id, name]));
  const cells = picture.cells.filter(({ principal }) => principal === identity);
  const lines = picture.lines.filter(({ principal }) => principal === identity).sort(byHolder);
  const told = lines.flatMap((line) => line.points);
  const full = inFull(
    seen,
    told.map(({ id }) => id),
  );
  const points = told.map((point) => full.point(point));
  return {
    principal: view.name(identity),
    day: picture.day,
    cells: cells
      .map((cell) => ({
        ...view.cell(seen, cell),
        claimName: names.get(cell.claim) ?? '',
        voicesNow: cell.voices.map((point) => view.point(full.seen, full.point(point))),
      }))
      .sort((a, b) => (a.since === b.since ? compareNames(a.claimName, b.claimName) : a.since > b.since ? -1 : 1)),
    speakers: speakersOf(
      points.filter(({ holder }) => holder !== identity),
      view,
    ),
    signals: view.signals(seen, false, ({ parties }) => parties.some(({ principal }) => principal === identity)),
    statements: said.map((each) => view.statement(each)),
  };
}

function speakersOf(points: readonly Point[], view: PositionView): z.infer<typeof MemberPositions>['speakers'] {
  return [...Map.groupBy(points, ({ holder }) => holder)]
    .flatMap(([holder, theirs]) => {
      const last = theirs.toSorted((a, b) => (a.since < b.since ? -1 : 1)).at(-1);
      if (last === undefined) return [];
      const called = theirs.find(({ holderName }) => holderName !== undefined)?.holderName;
      const office = last.office ?? theirs.find((each) => each.office !== undefined)?.office;
      return [
        {
          holder: view.name(holder, called),
          ...(office === undefined ? {} : { office }),
          claims: new Set(theirs.map(({ claim }) => claim)).size,
          last: last.since,
        },
      ];
    })
    .sort((a, b) => (a.last === b.last ? byName(a.holder, b.holder) : a.last > b.last ? -1 : 1));
}

/** The order of claims in lists and pictures. */
export function lastChangedFirst(a: z.infer<typeof ClaimMessage>, b: z.infer<typeof ClaimMessage>): number {
  return (b.changed ?? '').localeCompare(a.changed ?? '') || byName(a, b);
}
