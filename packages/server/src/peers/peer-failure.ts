/** Why an exchange with another server did not work. The text is for the operator; it holds nothing of what was sent. */
export class PeerFailure extends Error {
  readonly code: PeerFailureCode;

  constructor(code: PeerFailureCode, message: string) {
    super(message);
    this.name = 'PeerFailure';
    this.code = code;
  }
}

export type PeerFailureCode =
  /** The address is one that the node does not speak to. */
  | 'address-refused'
  | 'unreachable'
  | 'wrong-certificate'
  | 'too-slow'
  /** There was a connection, and no whole answer came of it: the line is slow, or breaks. */
  | 'broken-off'
  | 'too-large'
  | 'redirected'
  | 'wrong-media-type'
  /** The other side knows us no more, or has paused. */
  | 'turned-away'
  | 'unexpected-answer'
  /** Not what its digest says: asked for again. */
  | 'damaged'
  /** Pages that go on without getting anywhere. */
  | 'endless'
  /** More than one peer may have here. */
  | 'too-many-collections'
  /** So much waits for a decision already that nothing more is taken. */
  | 'too-much-set-aside'
  /** This node could not keep it: its disk is full. */
  | 'not-stored'
  | 'quarantined'
  /** It holds a roster that this node must not take: nothing is taken from it meanwhile. */
  | 'roster-refused'
  /** It is not in the roster yet. */
  | 'waiting';
