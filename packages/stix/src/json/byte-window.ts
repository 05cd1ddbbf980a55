const EMPTY = Buffer.alloc(0);

/**
 * The part of a stream of bytes that is still needed, as one buffer.
 *
 * A chunk that follows nothing is used as it is; else it is copied behind what is kept. Buffers grow by doubling, so that
 * copying stays linear, and bytes once handed out are never overwritten.
 */
export class ByteWindow {
  bytes: Buffer = EMPTY;
  #storage: Buffer = EMPTY;

  /** Adds a chunk and forgets what comes before `keepFrom`; returns by how much indexes into `bytes` go down. */
  append(chunk: Uint8Array, keepFrom: number): number {
    const { length } = this.bytes;
    if (keepFrom === length) {
      this.#storage = EMPTY;
      this.bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      return length;
    }
    const forgotten = this.#storage.length - length < chunk.length ? this.#move(keepFrom, chunk.length) : 0;
    const end = length - forgotten;
    this.#storage.set(chunk, end);
    this.bytes = this.#storage.subarray(0, end + chunk.length);
    return forgotten;
  }

  #move(keepFrom: number, room: number): number {
    const kept = this.bytes.subarray(keepFrom);
    this.#storage = Buffer.allocUnsafeSlow(kept.length + Math.max(kept.length, room));
    this.#storage.set(kept);
    return keepFrom;
  }
}
