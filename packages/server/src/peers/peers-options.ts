/** What the operator says about other nodes. */
export type PeersOptions = {
  /** The operator lets the node speak to private addresses, and there without TLS. */
  readonly allowsPrivate: boolean;
  /** Between two looks at a peer whose events are not heard. */
  readonly pollMilliseconds: number;
};
