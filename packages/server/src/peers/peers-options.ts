import type { UnheldLimits } from '../recall/unheld-orders.ts';

/** What the operator says about other nodes. */
export type PeersOptions = {
  /** The operator lets the node speak to private addresses, and there without TLS. */
  readonly allowsPrivate: boolean;
  /** Between two looks at a peer whose events are not heard. */
  readonly pollMilliseconds: number;
  /**
   * How many collections of one peer are kept here, those that it lists no more too: one that lists others each time must
   * not fill this node with them. 2,000 where nothing is said.
   */
  readonly mostCollections?: number;
  /** How much is kept of orders to purge what never came here; see `UnheldLimits`. */
  readonly unheldOrders?: UnheldLimits;
};
