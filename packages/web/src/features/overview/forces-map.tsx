import type { Picture } from '@entente/server/api-types';
import { linkOptions } from '@tanstack/react-router';
import { useState } from 'react';
import { plainText } from '../../lib/hostile-text.ts';
import { Select } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';
import { MarkedMap } from '../../ui/map/marked-map.tsx';
import { betweenEuropeAndAsia } from './between-europe-and-asia.ts';
import { unitsOf } from './units-of.ts';
import { usePlaceFinder } from './use-place-finder.ts';

/** The radius of the largest circle, in pixels. */
const largest = 22;

/**
 * Forces that are there, a circle for each place by how many are in it, of one unit at a time: troops and ships make no
 * sum. The list beside it says the same in words.
 */
export function ForcesMap({ picture: { forces, forcePlaces } }: { picture: Pick<Picture, 'forces' | 'forcePlaces'> }) {
  const find = usePlaceFinder();
  const [chosen, setChosen] = useState<string>();
  const units = unitsOf(forcePlaces);
  const unit = units.find((each) => each === chosen) ?? units[0];
  const shown = forcePlaces.filter((each) => each.unit === unit);
  const most = Math.max(1, ...shown.map(({ count }) => count));
  const marks = shown.flatMap(({ place, words, count }) => {
    const at = find.place(place);
    if (at === undefined) return [];
    const there = forces.filter((each) => each.place === place && each.unit === unit);
    const radius = Math.max(4, largest * Math.sqrt(count / most));
    return [
      {
        key: place,
        ...at,
        label: plainText(`${place}: ${words}. ${there.map((each) => `${each.member.name} ${each.words}`).join(', ')}`),
        link: linkOptions({ to: '/commitments', search: { place, kind: 'forces' } }),
        glyph: <circle r={radius} className="link-place" data-bubble="true" />,
      },
    ];
  });
  const elsewhere = shown.flatMap(({ place, words }) =>
    find.place(place) === undefined ? [`${place || 'no place'} (${words})`] : [],
  );
  return (
    <div className="space-y-2">
      {units.length > 1 && (
        <Field label="What is counted">
          {(control) => (
            <Select {...control} value={unit} onChange={(event) => setChosen(event.target.value)}>
              {units.map((each) => (
                <option key={each} value={each}>
                  {plainText(each)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <MarkedMap
        label={`Forces in ${marks.length} places on the map, counted in ${plainText(unit ?? 'nothing')}`}
        marks={marks}
        initial={betweenEuropeAndAsia}
      />
      <p className="text-xs text-ink-soft">
        The larger the circle, the more {unit === undefined ? 'are' : `${plainText(unit)} are`} there; the list of
        forces names them.
      </p>
      {elsewhere.length > 0 && (
        <p className="text-xs text-ink-soft">Not on the map: {plainText(elsewhere.join('; '))}</p>
      )}
    </div>
  );
}
