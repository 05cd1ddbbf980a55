import type { Picture } from '@entente/server/api-types';
import { plainText } from '../../lib/hostile-text.ts';
import { LinkMap } from './link-map.tsx';
import { usePlaceFinder } from './use-place-finder.ts';

/** The radius of the largest circle, in pixels. */
const largest = 22;

/** Forces that are there, a circle for each place by their number. The list beside it says the same in words. */
export function ForcesMap({ forces }: { forces: Picture['forces'] }) {
  const find = usePlaceFinder();
  const places = [...Map.groupBy(forces, ({ place }) => place)].flatMap(([place, there]) => {
    const at = find.place(place);
    const count = there.reduce((sum, each) => sum + each.count, 0);
    return at === undefined ? [] : [{ place, there, count, ...at }];
  });
  const most = Math.max(1, ...places.map(({ count }) => count));
  const elsewhere = [...new Set(forces.map(({ place }) => place))].filter((name) => find.place(name) === undefined);
  return (
    <div className="space-y-2">
      <LinkMap label={`Forces in ${places.length} places on the map`}>
        {(pixel) =>
          places
            .toSorted((a, b) => b.count - a.count)
            .map(({ place, there, count, x, y }) => (
              <circle
                key={place}
                cx={x}
                cy={y}
                r={Math.max(4, largest * Math.sqrt(count / most)) * pixel}
                className="link-place"
                data-bubble="true"
              >
                <title>
                  {plainText(`${place}: ${there.map(({ member, words }) => `${member.name}, ${words}`).join('; ')}`)}
                </title>
              </circle>
            ))
        }
      </LinkMap>
      <p className="text-xs text-ink-soft">The larger the circle, the more are there; the list of forces names them.</p>
      {elsewhere.length > 0 && (
        <p className="text-xs text-ink-soft">
          Not on the map: {plainText(elsewhere.map((name) => name || 'no place').join(', '))}
        </p>
      )}
    </div>
  );
}
