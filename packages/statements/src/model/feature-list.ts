/** A growing list of feature hashes with the end of each position. */
export class FeatureList {
  hashes = new Int32Array(1 << 12);
  size = 0;
  ends: number[] = [];

  add(hash: number): void {
    if (this.size === this.hashes.length) {
      const grown = new Int32Array(this.size * 2);
      grown.set(this.hashes);
      this.hashes = grown;
    }
    this.hashes[this.size++] = hash;
  }

  endPosition(): void {
    this.ends.push(this.size);
  }

  clear(): void {
    this.size = 0;
    this.ends.length = 0;
  }
}
