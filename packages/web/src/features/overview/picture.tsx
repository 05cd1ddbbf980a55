import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { type PictureSearch, pictureQuery } from '../../api/picture.ts';
import { buttonClass } from '../../ui/button.tsx';
import { NothingKnownThen } from '../../ui/nothing-known-then.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { TimeSlider } from '../../ui/time-slider.tsx';
import { DuePanel } from './due-panel.tsx';
import { ForcesPanel } from './forces-panel.tsx';
import { SignalsPanel } from './signals-panel.tsx';

const MapPanel = lazy(() => import('./map-panel.tsx').then((file) => ({ default: file.MapPanel })));

/** The picture of the coalition, which moves through time: signals, positions, forces, what is due. */
export function PicturePart() {
  const [search, setSearch] = useState<PictureSearch>({});
  const picture = useQuery(pictureQuery(search));
  return (
    <QueryState query={picture} lines={10}>
      {(data) => (
        <>
          <TimeSlider days={data.days} search={search} onChange={setSearch}>
            <Link
              to="/brief"
              search={{
                about: 'day',
                ...(search.asOf && { asOf: search.asOf }),
                ...(search.known && { known: search.known }),
              }}
              className={buttonClass('quiet', 'sm')}
            >
              Brief of this day
            </Link>
          </TimeSlider>
          {data.known !== undefined && data.claims.length === 0 && <NothingKnownThen day={data.known} />}
          <div className="mb-10 grid gap-x-8 gap-y-8 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
            <div className="min-w-0 space-y-8">
              <SignalsPanel signals={data.signals} count={data.signalCount} />
              <ForcesPanel forces={data.forces} />
            </div>
            <div className="min-w-0 space-y-8">
              <Suspense fallback={<div className="skeleton h-72" />}>
                <MapPanel picture={data} onClaim={(claim) => setSearch({ ...search, claim })} />
              </Suspense>
              <DuePanel picture={data} />
            </div>
          </div>
        </>
      )}
    </QueryState>
  );
}
