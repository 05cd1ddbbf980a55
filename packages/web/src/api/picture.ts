import type { Picture } from '@entente/server/api-types';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, queryString } from './request.ts';

/** As of which day, from what was recorded until when, and whose positions are on the map. */
export interface PictureSearch {
  asOf?: string;
  known?: string;
  claim?: string;
}

export function pictureQuery(search: PictureSearch) {
  return queryOptions({
    queryKey: ['picture', search],
    queryFn: ({ signal }) => get<Picture>(`/api/picture${queryString({ ...search })}`, signal),
    placeholderData: keepPreviousData,
  });
}
