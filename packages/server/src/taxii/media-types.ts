/** TAXII 2.1, section 1.6.8.1. */
export const taxiiMediaType = 'application/taxii+json;version=2.1';
export const stixMediaType = 'application/stix+json;version=2.1';

type MediaType = { readonly type: string; readonly parameters: ReadonlyMap<string, string> };

/**
 * Whether a response in TAXII 2.1 satisfies this Accept header (RFC 9110, section 12.5.1): of the ranges that cover it,
 * the most specific decides. None accepts everything.
 */
export function acceptsTaxii(accept: string | undefined): boolean {
  if (accept === undefined || accept === taxiiMediaType || accept.trim() === '') return true;
  let quality = 0;
  let closest = 0;
  for (const range of accept.split(',')) {
    const mediaType = parseMediaType(range);
    const specificity = specificityFor(mediaType);
    if (specificity <= closest) continue;
    closest = specificity;
    quality = Number(mediaType.parameters.get('q') ?? '1');
  }
  return quality > 0;
}

/** Whether a request body of this Content-Type is a TAXII 2.1 envelope. A missing version means this one. */
export function isTaxii(contentType: string | undefined): boolean {
  return contentType !== undefined && specificityFor(parseMediaType(contentType)) >= 3;
}

/** How closely a range names our media type: 0 not at all, 4 with its version. */
function specificityFor({ type, parameters }: MediaType): number {
  if (type === '*/*') return 1;
  if (type === 'application/*') return 2;
  if (type !== 'application/taxii+json') return 0;
  const version = parameters.get('version');
  if (version === undefined) return 3;
  return version === '2.1' ? 4 : 0;
}

function parseMediaType(text: string): MediaType {
  const [type = '', ...rest] = text.split(';').map((part) => part.trim());
  const parameters = new Map(
    rest.map((parameter): [string, string] => {
      const [name = '', value = ''] = parameter.split('=', 2);
      return [name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, '$1')];
    }),
  );
  return { type: type.toLowerCase(), parameters };
}
