/** Whether an Accept-Encoding header accepts gzip (RFC 9110, section 12.5.3). */
export function asksForGzip(acceptEncoding: string | undefined): boolean {
  const wanted = acceptEncoding?.split(',').map(codingOf) ?? [];
  const { quality } = wanted.find(({ coding }) => coding === 'gzip') ?? { quality: 0 };
  return quality > 0;
}

/** Cut and trimmed, and not matched: anybody at all sends headers, and spaces before what is none would be tried one by one. */
function codingOf(text: string): { readonly coding: string; readonly quality: number } {
  const [coding = '', weight = 'q=1'] = text.split(';').map((part) => part.trim().toLowerCase());
  return { coding, quality: weight.startsWith('q=') ? Number(weight.slice(2)) : 0 };
}
