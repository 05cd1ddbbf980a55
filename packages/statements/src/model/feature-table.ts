/** Finds the row of a feature hash: an open-addressed table, hash and row side by side so that a look-up is one read. */
export class FeatureTable {
  readonly #slots: Int32Array;
  readonly #shift: number;
  readonly #mask: number;

  constructor(hashes: Int32Array) {
    let bits = 4;
    while (1 << bits < hashes.length * 2) bits++;
    this.#shift = 32 - bits;
    this.#mask = (2 << bits) - 1;
    this.#slots = new Int32Array(2 << bits).fill(-1);
    for (let row = 0; row < hashes.length; row++) {
      const hash = hashes[row] as number;
      let slot = (Math.imul(hash, 0x9e3779b1) >>> this.#shift) * 2;
      while (this.#slots[slot + 1] !== -1) slot = (slot + 2) & this.#mask;
      this.#slots[slot] = hash;
      this.#slots[slot + 1] = row;
    }
  }

  /** The row of a hash, or -1 where training did not keep it. */
  row(hash: number): number {
    const slots = this.#slots;
    let slot = (Math.imul(hash, 0x9e3779b1) >>> this.#shift) * 2;
    while (true) {
      const row = slots[slot + 1] as number;
      if (row === -1 || slots[slot] === hash) return row;
      slot = (slot + 2) & this.#mask;
    }
  }
}
