/**
 * What an object is: a domain object (chapter 4), a relationship object (5), a cyber-observable object (6), a meta object
 * (7), or of a type that the standard does not define.
 */
export type Kind = 'sdo' | 'sro' | 'sco' | 'meta' | 'unknown';

const TYPES: { readonly [kind in Exclude<Kind, 'unknown'>]: readonly string[] } = {
  sdo: [
    'attack-pattern',
    'campaign',
    'course-of-action',
    'grouping',
    'identity',
    'incident',
    'indicator',
    'infrastructure',
    'intrusion-set',
    'location',
    'malware',
    'malware-analysis',
    'note',
    'observed-data',
    'opinion',
    'report',
    'threat-actor',
    'tool',
    'vulnerability',
  ],
  sro: ['relationship', 'sighting'],
  sco: [
    'artifact',
    'autonomous-system',
    'directory',
    'domain-name',
    'email-addr',
    'email-message',
    'file',
    'ipv4-addr',
    'ipv6-addr',
    'mac-addr',
    'mutex',
    'network-traffic',
    'process',
    'software',
    'url',
    'user-account',
    'windows-registry-key',
    'x509-certificate',
  ],
  meta: ['language-content', 'marking-definition', 'extension-definition'],
};

const KINDS: ReadonlyMap<string, Kind> = new Map(
  Object.entries(TYPES).flatMap(([kind, types]) => types.map((type) => [type, kind as Kind] as const)),
);

/** The kind of an object type. A bundle is no STIX object, so its kind is `unknown` too. */
export function kindOf(type: string): Kind {
  return KINDS.get(type) ?? 'unknown';
}
