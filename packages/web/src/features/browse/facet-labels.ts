import type { Facet } from '@entente/server/api-types';
import { objectType } from '../../stix/object-types.ts';
import { tlpName } from '../../stix/tlp.ts';

/** The facets, in the order in which they are shown. */
export const facetNames = ['tlp', 'type', 'member', 'collection'] as const;
export type FacetName = (typeof facetNames)[number];

export const facetTitles: Record<FacetName, string> = {
  tlp: 'Terms',
  type: 'Type',
  member: 'Member',
  collection: 'Collection',
};

/** What a facet's value is called. */
export function facetLabel(name: FacetName, facet: Pick<Facet, 'value' | 'label'>): string {
  if (name === 'type') return objectType(facet.value).plural;
  return name === 'tlp' ? tlpName(facet.value) : facet.label;
}
