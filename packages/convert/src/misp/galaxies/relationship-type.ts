/** What the standard (Appendix B) calls the relationship from one type to another, among those a MISP event connects. */
const RELATIONSHIPS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'attack-pattern': {
    identity: 'targets',
    location: 'targets',
    malware: 'uses',
    tool: 'uses',
    vulnerability: 'targets',
  },
  campaign: {
    'attack-pattern': 'uses',
    identity: 'targets',
    'intrusion-set': 'attributed-to',
    location: 'targets',
    malware: 'uses',
    'threat-actor': 'attributed-to',
    tool: 'uses',
    vulnerability: 'targets',
  },
  'course-of-action': {
    'attack-pattern': 'mitigates',
    malware: 'mitigates',
    tool: 'mitigates',
    vulnerability: 'mitigates',
  },
  indicator: {
    'attack-pattern': 'indicates',
    campaign: 'indicates',
    'intrusion-set': 'indicates',
    malware: 'indicates',
    'observed-data': 'based-on',
    'threat-actor': 'indicates',
    tool: 'indicates',
  },
  'intrusion-set': {
    'attack-pattern': 'uses',
    identity: 'targets',
    location: 'targets',
    malware: 'uses',
    'threat-actor': 'attributed-to',
    tool: 'uses',
    vulnerability: 'targets',
  },
  malware: {
    'attack-pattern': 'uses',
    identity: 'targets',
    'intrusion-set': 'authored-by',
    location: 'targets',
    'threat-actor': 'authored-by',
    tool: 'uses',
    vulnerability: 'exploits',
  },
  'threat-actor': {
    'attack-pattern': 'uses',
    identity: 'targets',
    location: 'targets',
    malware: 'uses',
    tool: 'uses',
    vulnerability: 'targets',
  },
  tool: { identity: 'targets', location: 'targets', vulnerability: 'targets' },
};

/**
 * The relationship type between two STIX types; `has`, as in MISP's documentation, where the standard names none.
 */
export function relationshipType(source: string, target: string): string {
  const byTarget = Object.hasOwn(RELATIONSHIPS, source) ? RELATIONSHIPS[source] : undefined;
  return (byTarget !== undefined && Object.hasOwn(byTarget, target) ? byTarget[target] : undefined) ?? 'has';
}
