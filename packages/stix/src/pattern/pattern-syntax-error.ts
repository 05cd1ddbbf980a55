/** Where and why a text is no pattern. Never leaves this folder: parsePattern turns it into a result. */
export class PatternSyntaxError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}
