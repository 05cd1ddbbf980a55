import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { membersQuery } from '../../api/members.ts';
import { positionOfLand, projection } from '../../ui/map/world.ts';

export interface Spot {
  x: number;
  y: number;
}

/** Finds members by id, and places by the name of a member or country, on the map; what it does not know it leaves out. */
export function usePlaceFinder(): {
  member: (id: string) => Spot | undefined;
  place: (name: string) => Spot | undefined;
} {
  const { data: members = [] } = useQuery(membersQuery);
  return useMemo(() => {
    const byId = new Map<string, Spot>();
    const byName = new Map<string, Spot>();
    for (const { id, name, latitude, longitude } of members) {
      const at = latitude === undefined || longitude === undefined ? null : projection([longitude, latitude]);
      if (at === null) continue;
      const spot = { x: at[0], y: at[1] };
      byId.set(id, spot);
      byName.set(name.toLowerCase(), spot);
    }
    return {
      member: (id) => byId.get(id),
      place(name) {
        const land = positionOfLand(name);
        const at = land && projection([land.longitude, land.latitude]);
        return at ? { x: at[0], y: at[1] } : byName.get(name.trim().toLowerCase());
      },
    };
  }, [members]);
}
