import { peek } from './unpack.ts';

const longestHead = 4096;
const longestTail = 64;

/**
 * The events within what MISP's search answers, `{"response": [...]}`, as the list alone, so that they can be read one
 * by one; anything else as it is.
 */
export async function* withoutResponse(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const { head, all } = await peek(chunks, longestHead);
  const wrapper = /^\uFEFF?\s*\{\s*"response"\s*:\s*(?=\[)/.exec(head.toString('latin1').replace(/^ï»¿/, '   '));
  if (wrapper === null) {
    yield* all;
    return;
  }
  // The brace that closes the wrapper is the last thing: the last bytes are held back until nothing follows them.
  let toSkip = wrapper[0].length;
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of all) {
    const piece = Buffer.concat([held, chunk.subarray(Math.min(toSkip, chunk.length))]);
    toSkip = Math.max(0, toSkip - chunk.length);
    const ready = Math.max(0, piece.length - longestTail);
    if (ready > 0) yield piece.subarray(0, ready);
    held = piece.subarray(ready);
  }
  const tail = /\}\s*$/.exec(held.toString('latin1'));
  yield tail === null ? held : held.subarray(0, tail.index);
}
