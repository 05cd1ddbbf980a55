const close = Buffer.from(']}');

/** An envelope (TAXII 2.1, section 3.7) around stored bytes: nothing is decoded on the way out. */
export function envelope(joined: Uint8Array, next: string | undefined): Buffer<ArrayBuffer> | string {
  if (joined.length === 0) return '{}';
  const start = next === undefined ? '{"more":false' : `{"more":true,"next":"${next}"`;
  return Buffer.concat([Buffer.from(`${start},"objects":[`), joined, close]);
}
