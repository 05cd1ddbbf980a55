const open = Buffer.from('"objects":[');
const comma = Buffer.from(',');
const close = Buffer.from(']}');

/** An envelope (TAXII 2.1, section 3.7) around stored bytes: nothing is decoded on the way out. */
export function envelope(bodies: readonly Uint8Array[], next: string | undefined): Buffer<ArrayBuffer> | string {
  if (bodies.length === 0) return '{}';
  const head = Buffer.from(next === undefined ? '{"more":false,' : `{"more":true,"next":"${next}",`);
  let length = head.length + open.length + bodies.length - 1 + close.length;
  for (const body of bodies) length += body.length;
  const result = Buffer.allocUnsafe(length);
  let at = head.copy(result);
  at += open.copy(result, at);
  for (const [index, body] of bodies.entries()) {
    if (index > 0) at += comma.copy(result, at);
    result.set(body, at);
    at += body.length;
  }
  close.copy(result, at);
  return result;
}
