/** TAXII 2.1, section 1.6.8.1. */
export const taxiiMediaType = 'application/taxii+json;version=2.1';
export const stixMediaType = 'application/stix+json;version=2.1';

type MediaType = { readonly type: string; readonly parameters: ReadonlyMap<string, string> };

/** Whether a response in TAXII 2.1 satisfies this Accept header (RFC 9110, section 12.5.1); none accepts everything. */
export function acceptsTaxii(accept: string | undefined): boolean {
  if (accept === undefined || accept.trim() === '') return true;
  return accept.split(',').some((range) => {
    const { type, parameters } = parseMediaType(range);
    if (Number(parameters.get('q') ?? '1') === 0) return false;
    if (type === '*/*' || type === 'application/*') return true;
    return type === 'application/taxii+json' && isVersion21(parameters);
  });
}

/** Whether a request body of this Content-Type is a TAXII 2.1 envelope. A missing version means this one. */
export function isTaxii(contentType: string | undefined): boolean {
  if (contentType === undefined) return false;
  const { type, parameters } = parseMediaType(contentType);
  return type === 'application/taxii+json' && isVersion21(parameters);
}

function isVersion21(parameters: ReadonlyMap<string, string>): boolean {
  const version = parameters.get('version');
  return version === undefined || version === '2.1';
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
