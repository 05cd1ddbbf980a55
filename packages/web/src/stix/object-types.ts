/** How the application names a STIX type and files it. */
export interface ObjectType {
  singular: string;
  plural: string;
  kind: 'intelligence' | 'actors' | 'technical' | 'places and people' | 'links' | 'observables' | 'definitions';
}

type Row = [type: string, singular: string, plural: string, kind: ObjectType['kind']];

const rows: Row[] = [
  ['report', 'Report', 'Reports', 'intelligence'],
  ['incident', 'Incident', 'Incidents', 'intelligence'],
  ['note', 'Note', 'Notes', 'intelligence'],
  ['opinion', 'Opinion', 'Opinions', 'intelligence'],
  ['claim', 'Claim', 'Claims', 'intelligence'],
  ['statement', 'Statement', 'Statements', 'intelligence'],
  ['commitment', 'Commitment', 'Commitments', 'intelligence'],
  ['commitment-event', 'Commitment event', 'Commitment events', 'intelligence'],
  ['expectation', 'Expectation', 'Expectations', 'intelligence'],
  ['expectation-outcome', 'Expectation outcome', 'Expectation outcomes', 'intelligence'],
  ['condition', 'Condition', 'Conditions', 'intelligence'],
  ['condition-answer', 'Condition answer', 'Condition answers', 'intelligence'],
  ['grouping', 'Grouping', 'Groupings', 'intelligence'],
  ['campaign', 'Campaign', 'Campaigns', 'actors'],
  ['threat-actor', 'Threat actor', 'Threat actors', 'actors'],
  ['intrusion-set', 'Intrusion set', 'Intrusion sets', 'actors'],
  ['attack-pattern', 'Attack pattern', 'Attack patterns', 'technical'],
  ['course-of-action', 'Course of action', 'Courses of action', 'technical'],
  ['indicator', 'Indicator', 'Indicators', 'technical'],
  ['infrastructure', 'Infrastructure', 'Infrastructure', 'technical'],
  ['malware', 'Malware', 'Malware', 'technical'],
  ['malware-analysis', 'Malware analysis', 'Malware analyses', 'technical'],
  ['observed-data', 'Observed data', 'Observed data', 'technical'],
  ['tool', 'Tool', 'Tools', 'technical'],
  ['vulnerability', 'Vulnerability', 'Vulnerabilities', 'technical'],
  ['identity', 'Identity', 'Identities', 'places and people'],
  ['location', 'Location', 'Locations', 'places and people'],
  ['relationship', 'Relationship', 'Relationships', 'links'],
  ['sighting', 'Sighting', 'Sightings', 'links'],
  ['artifact', 'Artifact', 'Artifacts', 'observables'],
  ['autonomous-system', 'Autonomous system', 'Autonomous systems', 'observables'],
  ['directory', 'Directory', 'Directories', 'observables'],
  ['domain-name', 'Domain name', 'Domain names', 'observables'],
  ['email-addr', 'E-mail address', 'E-mail addresses', 'observables'],
  ['email-message', 'E-mail message', 'E-mail messages', 'observables'],
  ['file', 'File', 'Files', 'observables'],
  ['ipv4-addr', 'IPv4 address', 'IPv4 addresses', 'observables'],
  ['ipv6-addr', 'IPv6 address', 'IPv6 addresses', 'observables'],
  ['mac-addr', 'MAC address', 'MAC addresses', 'observables'],
  ['mutex', 'Mutex', 'Mutexes', 'observables'],
  ['network-traffic', 'Network traffic', 'Network traffic', 'observables'],
  ['process', 'Process', 'Processes', 'observables'],
  ['software', 'Software', 'Software', 'observables'],
  ['url', 'URL', 'URLs', 'observables'],
  ['user-account', 'User account', 'User accounts', 'observables'],
  ['windows-registry-key', 'Registry key', 'Registry keys', 'observables'],
  ['x509-certificate', 'Certificate', 'Certificates', 'observables'],
  ['marking-definition', 'Marking', 'Markings', 'definitions'],
  ['extension-definition', 'Extension', 'Extensions', 'definitions'],
  ['language-content', 'Translation', 'Translations', 'definitions'],
];

const known = new Map<string, ObjectType>(
  rows.map(([type, singular, plural, kind]) => [type, { singular, plural, kind }]),
);

/** `x-mitre-tactic` as `Mitre tactic`. */
function nameUnknown(type: string): string {
  const words = type.replace(/^x-/, '').replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Names a type; one that the standard does not know is named after itself. */
export function objectType(type: string): ObjectType {
  return known.get(type) ?? { singular: nameUnknown(type), plural: nameUnknown(type), kind: 'definitions' };
}

/** The type that an id names, before its `--`. */
export function typeOfId(id: string): string {
  return id.split('--', 1)[0] ?? id;
}

const idForm = /^[a-z0-9-]{1,250}--[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isObjectId(value: unknown): value is string {
  return typeof value === 'string' && idForm.test(value);
}
