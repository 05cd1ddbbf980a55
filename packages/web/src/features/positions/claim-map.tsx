import type { ClaimView, PositionCell } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { membersQuery } from '../../api/members.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { countryLands, mapHeight, mapWidth, projection } from '../../ui/map/world.ts';
import { describeCell, stanceOf } from './stance.ts';
import { StanceGlyph } from './stance-mark.tsx';

/** Where members stand, on the map. The list beside it says the same in words. */
export function ClaimMap({ cells }: { cells: ClaimView['cells'] }) {
  const { data: members = [] } = useQuery(membersQuery);
  const byPrincipal = new Map<string, PositionCell>(cells.map((cell) => [cell.principal, cell]));
  const placed = members.flatMap(({ id, name, latitude, longitude }) => {
    const cell = byPrincipal.get(id);
    const at = latitude === undefined || longitude === undefined ? null : projection([longitude, latitude]);
    return cell && at ? [{ id, name, cell, x: at[0], y: at[1] }] : [];
  });
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-sea">
      <svg
        viewBox={`0 0 ${mapWidth} ${mapHeight}`}
        role="img"
        aria-label={`${placed.length} members on the map`}
        className="block w-full"
      >
        {countryLands.map((land) => (
          <path key={land.key} d={land.outline} className="map-land" />
        ))}
        {placed.map(({ id, name, cell, x, y }) => (
          <g key={id} transform={`translate(${x} ${y}) scale(1.15)`}>
            <title>{plainText(`${name}: ${describeCell(cell)}`)}</title>
            <StanceGlyph
              stance={stanceOf(cell)}
              conditional={cell.answer === 'conditional'}
              unofficial={!cell.official}
            />
          </g>
        ))}
      </svg>
    </div>
  );
}
