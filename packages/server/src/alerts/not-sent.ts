/** Why a message did not arrive, in words for the person whom it was for; holds nothing of what a server answered. */
export class NotSent extends Error {
  /** The receiver wants no more of them. */
  readonly isFinal: boolean;

  constructor(message: string, isFinal = false) {
    super(message);
    this.name = 'NotSent';
    this.isFinal = isFinal;
  }
}
