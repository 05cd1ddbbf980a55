import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { objectGraphQuery } from '../../../api/objects.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { GraphPicture } from './graph-picture.tsx';
import { NeighbourList } from './neighbour-list.tsx';
import { Trail } from './trail.tsx';

/** What an object is connected to: a picture to walk through, and the same as a list. */
export function ConnectionsView({ id }: { id: string }) {
  const [trail, setTrail] = useState([id]);
  const centre = trail.at(-1) ?? id;
  const graph = useQuery(objectGraphQuery(centre));
  const frame = useRef<HTMLElement>(null);
  const goTo = (next: string) => {
    setTrail((now) => (now.includes(next) ? now.slice(0, now.indexOf(next) + 1) : [...now, next]));
    // What was pressed goes with the old picture; reading and keys go on at the head of the new one.
    frame.current?.focus({ preventScroll: true });
    frame.current?.scrollIntoView({ block: 'start' });
  };
  return (
    <section ref={frame} tabIndex={-1} aria-label="Connections" className="scroll-mt-6 outline-none">
      <QueryState query={graph} lines={10}>
        {(data) => (
          <div className="space-y-4">
            {trail.length > 1 && <Trail trail={trail} onGoTo={goTo} />}
            {data.nodes.length <= 1 ? (
              <EmptyState title="No connections that you may see">
                Relationships, sightings and notes that name this object appear here.
              </EmptyState>
            ) : (
              <div className="grid grid-cols-[minmax(0,1fr)] gap-6 2xl:grid-cols-[minmax(0,1fr)_20rem]">
                <GraphPicture graph={data} centre={centre} onGoTo={goTo} />
                <NeighbourList graph={data} centre={centre} onGoTo={goTo} />
              </div>
            )}
          </div>
        )}
      </QueryState>
    </section>
  );
}
