import type { TokenRange } from '../text/segment.ts';
import type { Mention } from './cast.ts';

/** Mentions in text order, looked up by place in logarithmic time, so that a long text costs no more than its length. */
export class MentionIndex<M extends Mention> {
  readonly #mentions: M[];

  constructor(mentions: readonly M[] = []) {
    this.#mentions = [...mentions];
  }

  /** Adds a mention; those added must come in text order, or nearly. */
  add(mention: M): void {
    this.#mentions.push(mention);
  }

  /** The mentions wholly inside a range. */
  inside({ from, to }: TokenRange): M[] {
    const found: M[] = [];
    for (let k = this.#firstFrom(from); k < this.#mentions.length; k++) {
      const mention = this.#mentions[k] as M;
      if (mention.from >= to) break;
      if (mention.to <= to) found.push(mention);
    }
    return found;
  }

  /** At most `most` mentions that start before a token, the nearest first. */
  before(at: number, most: number): M[] {
    const end = this.#firstFrom(at);
    return this.#mentions.slice(Math.max(0, end - most), end).reverse();
  }

  #firstFrom(at: number): number {
    let low = 0;
    let high = this.#mentions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#mentions[middle] as M).from < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
