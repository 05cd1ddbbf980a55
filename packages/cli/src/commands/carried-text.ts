import type { CarriedBy } from '@entente/server/api-types';

/** In how many reports words stand that are one source, as a cell of a table; empty where they stand in one. */
export function carriedText({ carriedBy }: { readonly carriedBy?: CarriedBy | undefined }): string {
  return carriedBy === undefined ? '' : `${carriedBy.reports} reports`;
}
