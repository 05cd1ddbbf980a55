import type { NewTaxiiFeed, TaxiiFeed, TaxiiFeedView } from '@entente/server/api-types';

/** The TAXII feeds of one member. Fails alike for what is missing and another's. */
export type TaxiiFeedSource = {
  list(): Promise<readonly TaxiiFeed[]>;
  add(feed: NewTaxiiFeed): Promise<TaxiiFeed>;
  run(id: string): Promise<TaxiiFeedView>;
  setState(id: string, state: 'on' | 'paused'): Promise<TaxiiFeed>;
  remove(id: string): Promise<void>;
};
