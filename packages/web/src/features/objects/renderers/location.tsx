import { lazy, type ReactNode, Suspense } from 'react';
import { plainText } from '../../../lib/hostile-text.ts';
import { asNumber, asText } from '../../../lib/read-value.ts';
import { objectTitle } from '../../../stix/object-title.ts';
import { Prose } from '../../../stix/prose.tsx';
import { SafeText } from '../../../ui/safe-text.tsx';
import { FactsRow } from './facts-row.tsx';
import type { BodyProps, Renderer } from './renderer.ts';

const WorldMap = lazy(() => import('../../../ui/map/world-map.tsx').then((file) => ({ default: file.WorldMap })));

const parts: [property: string, label: string][] = [
  ['street_address', 'Address'],
  ['postal_code', 'Postal code'],
  ['city', 'City'],
  ['administrative_area', 'Area'],
  ['country', 'Country'],
  ['region', 'Region'],
];

function Body({ object, view }: BodyProps) {
  const description = asText(object.description);
  const latitude = asNumber(object.latitude);
  const longitude = asNumber(object.longitude);
  const precision = asNumber(object.precision);
  const placed = latitude !== undefined && longitude !== undefined;
  return (
    <>
      {placed && (
        <Suspense fallback={<div className="skeleton aspect-[960/440]" />}>
          <WorldMap
            label="Where it is"
            points={[{ id: view.summary.id, latitude, longitude, label: plainText(objectTitle(view.summary)) }]}
            tinted={[{ latitude, longitude }]}
            focus={{ latitude, longitude, zoom: 5 }}
          />
        </Suspense>
      )}
      <FactsRow
        facts={{
          ...Object.fromEntries(
            parts.map(([property, label]): [string, ReactNode] => {
              const text = asText(object[property]);
              return [label, text && <SafeText>{text}</SafeText>];
            }),
          ),
          Position: placed && <span className="tabular">{`${latitude}, ${longitude}`}</span>,
          Precision: precision !== undefined && `within ${precision} m`,
        }}
      />
      {description && <Prose text={description} />}
    </>
  );
}

export const locationRenderer: Renderer = {
  Body,
  consumes: ['description', 'latitude', 'longitude', 'precision', ...parts.map(([property]) => property)],
};
