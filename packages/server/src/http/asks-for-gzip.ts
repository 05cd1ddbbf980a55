/** Whether an Accept-Encoding header accepts gzip (RFC 9110, section 12.5.3). */
export function asksForGzip(acceptEncoding: string | undefined): boolean {
  const wanted =
    acceptEncoding?.split(',').map((each) =>
      each
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q=/),
    ) ?? [];
  const [, quality = '1'] = wanted.find(([coding]) => coding === 'gzip') ?? [undefined, '0'];
  return Number(quality) > 0;
}
