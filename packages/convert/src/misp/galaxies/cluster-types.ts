/** The STIX type for the clusters of a galaxy (misp_galaxies_to_stix21), by the galaxies of each type. */
const GALAXIES_BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  'attack-pattern': [
    'cmtmf-attack-pattern',
    'mitre-attack-pattern',
    'mitre-enterprise-attack-attack-pattern',
    'mitre-ics-techniques',
    'mitre-mobile-attack-attack-pattern',
    'mitre-pre-attack-attack-pattern',
  ],
  'course-of-action': [
    'mitre-course-of-action',
    'mitre-enterprise-attack-course-of-action',
    'mitre-mobile-attack-course-of-action',
  ],
  identity: ['sector'],
  'intrusion-set': [
    'mitre-enterprise-attack-intrusion-set',
    'mitre-intrusion-set',
    'mitre-mobile-attack-intrusion-set',
    'mitre-pre-attack-intrusion-set',
  ],
  location: ['country', 'region'],
  malware: [
    'android',
    'backdoor',
    'banker',
    'cryptominers',
    'malpedia',
    'mitre-enterprise-attack-malware',
    'mitre-ics-software',
    'mitre-malware',
    'mitre-mobile-attack-malware',
    'ransomware',
    'stealer',
  ],
  'threat-actor': ['360net-threat-actor', 'microsoft-activity-group', 'mitre-ics-groups', 'threat-actor'],
  tool: [
    'botnet',
    'exploit-kit',
    'mitre-enterprise-attack-tool',
    'mitre-mobile-attack-tool',
    'mitre-tool',
    'rat',
    'tds',
    'tool',
  ],
  vulnerability: ['branded-vulnerability'],
};

const TYPES = new Map(
  Object.entries(GALAXIES_BY_TYPE).flatMap(([type, galaxies]) => galaxies.map((galaxy) => [galaxy, type] as const)),
);

/** Galaxies that MISP makes of what it imported from STIX: `stix-2.1-campaign`. */
const FROM_STIX =
  /^stix-2\.[01]-(?<type>attack-pattern|campaign|course-of-action|intrusion-set|location|malware|threat-actor|tool|vulnerability)$/;

/** The STIX type that the clusters of a galaxy become, or undefined if STIX has none for them. */
export function typeOfClusters(galaxy: string): string | undefined {
  return TYPES.get(galaxy) ?? FROM_STIX.exec(galaxy)?.groups?.type;
}
