import type { ClaimView, PositionCell } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { linkOptions } from '@tanstack/react-router';
import { membersQuery } from '../../api/members.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { MarkedMap } from '../../ui/map/marked-map.tsx';
import { projection } from '../../ui/map/world.ts';
import { describeCell, stanceOf } from './stance.ts';
import { StanceGlyph } from './stance-mark.tsx';

/** Where members stand, on the map. The list beside it says the same in words. */
export function ClaimMap({ cells }: { cells: ClaimView['cells'] }) {
  const { data: members = [] } = useQuery(membersQuery);
  const byPrincipal = new Map<string, PositionCell>(cells.map((cell) => [cell.principal, cell]));
  const marks = members.flatMap(({ id, name, latitude, longitude }) => {
    const cell = byPrincipal.get(id);
    const at = latitude === undefined || longitude === undefined ? null : projection([longitude, latitude]);
    if (cell === undefined || at === null) return [];
    const [x, y] = at;
    return [
      {
        key: id,
        x,
        y,
        label: plainText(`${name}: ${describeCell(cell)}`),
        link: linkOptions({ to: '/members/$id', params: { id } }),
        glyph: (
          <StanceGlyph
            stance={stanceOf(cell)}
            conditional={cell.answer === 'conditional'}
            unofficial={!cell.official}
          />
        ),
      },
    ];
  });
  return <MarkedMap label={`${marks.length} members on the map`} marks={marks} />;
}
