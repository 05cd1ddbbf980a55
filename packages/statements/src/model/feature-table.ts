/** Finds the row of a feature hash: an open-addressed table over a sorted list of hashes. */
export class FeatureTable {
  readonly #slots: Int32Array;
  readonly #rows: Int32Array;
  readonly #shift: number;

  constructor(hashes: Int32Array) {
    let bits = 4;
    while (1 << bits < hashes.length * 2) bits++;
    this.#shift = 32 - bits;
    this.#slots = new Int32Array(1 << bits);
    this.#rows = new Int32Array(1 << bits).fill(-1);
    const mask = (1 << bits) - 1;
    for (let row = 0; row < hashes.length; row++) {
      const hash = hashes[row] as number;
      let slot = Math.imul(hash, 0x9e3779b1) >>> this.#shift;
      while (this.#rows[slot] !== -1) slot = (slot + 1) & mask;
      this.#slots[slot] = hash;
      this.#rows[slot] = row;
    }
  }

  /** The row of a hash, or -1 where training did not keep it. */
  row(hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = Math.imul(hash, 0x9e3779b1) >>> this.#shift;
    while (true) {
      const row = this.#rows[slot] as number;
      if (row === -1 || this.#slots[slot] === hash) return row;
      slot = (slot + 1) & mask;
    }
  }
}
