import type { NewUnit, Unit, UnitChange } from '@entente/server/api-types';
import { queryOptions } from '@tanstack/react-query';
import { get, write } from './request.ts';

/** The units of all members that the viewer may know of. */
export const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: async ({ signal }) => (await get<{ units: Unit[] }>('/api/units', signal)).units,
  staleTime: 60_000,
});

export function addUnit(member: string, unit: NewUnit): Promise<Unit> {
  return write<Unit>('POST', `/api/members/${encodeURIComponent(member)}/units`, unit);
}

export function changeUnit(id: string, change: UnitChange): Promise<Unit> {
  return write<Unit>('PATCH', `/api/units/${encodeURIComponent(id)}`, change);
}
