import type { StixObject } from '@entente/stix';
import type { Placement } from '../placements/placement-store.ts';

/** A placement that stands in the catalogue, as far as rows made of it may depend on it. */
export type Projected = {
  /** What its rows are keyed by, so that a read joins placement and `visible` (see `visibleTo`). */
  readonly added: number;
  readonly terms: number;
  /** Others of the same object stand beside it: who reads asks `ObjectReader.isShown` which one a viewer is shown. */
  readonly contested: boolean;
};

/**
 * Rows made of objects, so that reads need not parse them. They hold what a placement's own body says, and nothing of
 * any other's: what a viewer sees of them is folded when he reads. `add` depends on nothing but its arguments, so that
 * rows made anew equal those that grew.
 */
export type Projection = {
  /** Stable name, in the data file. */
  readonly name: string;
  /** Another number than that in the data file makes all rows anew. */
  readonly edition: number;
  /** STIX types of the objects that it is made of. */
  readonly types: readonly string[];
  /** All tables that it alone writes. */
  readonly tables: readonly string[];
  add(placed: Projected, object: StixObject): void;
  /** Takes back what `add` made for that placement; nothing where there is nothing. */
  remove(added: number): void;
};

/** What the placement store tells, inside the transaction in which it happens. */
export type ProjectionFeed = {
  /** It stands in the catalogue now. */
  placed(placement: Placement, object: () => StixObject): void;
  /** It stands under other terms. */
  moved(placement: Placement): void;
  /** It stands in the catalogue no more. */
  gone(placement: Pick<Placement, 'added' | 'objectType'>): void;
};
