import type { Overview } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { membersQuery } from '../../api/members.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { objectTitle } from '../../stix/object-title.ts';
import { objectType } from '../../stix/object-types.ts';
import { WorldMap } from '../../ui/map/world-map.tsx';
import { Panel } from '../../ui/panel.tsx';

/** Where the newest objects happened; the countries of members are tinted. */
export function PlacesPanel({ places, className }: { places: Overview['places']; className: string }) {
  const { data: members } = useQuery(membersQuery);
  const navigate = useNavigate();
  const points = useMemo(
    () =>
      places.map(({ object, latitude, longitude }) => ({
        id: object.id,
        latitude,
        longitude,
        label: plainText(`${objectTitle(object)}, ${objectType(object.type).singular.toLowerCase()}`),
      })),
    [places],
  );
  return (
    <Panel
      title="On the map"
      bare
      aside={places.length === 0 ? 'No located objects yet' : undefined}
      className={className}
    >
      <WorldMap
        label="Located objects"
        points={points}
        tinted={members ?? []}
        onOpen={(id) => void navigate({ to: '/objects/$id', params: { id } })}
      />
    </Panel>
  );
}
