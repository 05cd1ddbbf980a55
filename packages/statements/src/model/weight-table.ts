/** Adds a feature's label weights to running sums. */
export interface Weights {
  add(hash: number, sums: Float64Array): void;
}

// hash, seven 8-bit weights in two words, and one word to spare: a row never straddles a cache line.
const STRIDE = 4;
const MOST_LABELS = 7;

/** Feature weights of up to seven labels, side by side with their hashes, so that a look-up touches memory once. */
export class WeightTable implements Weights {
  readonly #slots: Int32Array;
  readonly #shift: number;
  readonly #mask: number;

  /** `weights` is row-major, `labels` a row; a row of zeros cannot be told from an empty slot, and need not be. */
  constructor(hashes: Int32Array, weights: Int8Array, labels: number) {
    if (labels > MOST_LABELS) throw new RangeError(`a row holds ${MOST_LABELS} labels, not ${labels}`);
    let bits = 4;
    while (1 << bits < hashes.length * 1.4) bits++;
    this.#shift = 32 - bits;
    this.#mask = (1 << bits) - 1;
    this.#slots = new Int32Array(STRIDE << bits);
    const bytes = new Int8Array(this.#slots.buffer);
    for (let i = 0; i < hashes.length; i++) {
      const hash = hashes[i] as number;
      let slot = Math.imul(hash, 0x9e3779b1) >>> this.#shift;
      while (this.#used(slot * STRIDE)) slot = (slot + 1) & this.#mask;
      this.#slots[slot * STRIDE] = hash;
      const first = (slot * STRIDE + 1) * 4;
      for (let y = 0; y < labels; y++) bytes[first + y] = weights[i * labels + y] as number;
    }
  }

  #used(at: number): boolean {
    return this.#slots[at + 1] !== 0 || this.#slots[at + 2] !== 0;
  }

  add(hash: number, sums: Float64Array): void {
    const slots = this.#slots;
    let slot = Math.imul(hash, 0x9e3779b1) >>> this.#shift;
    while (true) {
      const at = slot * STRIDE;
      const low = slots[at + 1] as number;
      const high = slots[at + 2] as number;
      if (low === 0 && high === 0) return;
      if (slots[at] === hash) {
        sums[0] = (sums[0] as number) + ((low << 24) >> 24);
        sums[1] = (sums[1] as number) + ((low << 16) >> 24);
        sums[2] = (sums[2] as number) + ((low << 8) >> 24);
        sums[3] = (sums[3] as number) + (low >> 24);
        sums[4] = (sums[4] as number) + ((high << 24) >> 24);
        sums[5] = (sums[5] as number) + ((high << 16) >> 24);
        sums[6] = (sums[6] as number) + ((high << 8) >> 24);
        return;
      }
      slot = (slot + 1) & this.#mask;
    }
  }
}
