const labels = new Map<string, string>([
  ['aliases', 'Also known as'],
  ['object_refs', 'Objects it is about'],
  ['sighting_of_ref', 'What was seen'],
  ['where_sighted_refs', 'Where it was seen'],
  ['observed_data_refs', 'Observed data'],
  ['created_by_ref', 'Created by'],
  ['object_marking_refs', 'Markings'],
  ['granular_markings', 'Markings of parts'],
  ['external_references', 'Sources elsewhere'],
  ['kill_chain_phases', 'Kill chain'],
  ['lang', 'Language'],
  ['spec_version', 'STIX version'],
  ['src_ref', 'Source'],
  ['dst_ref', 'Destination'],
  ['src_port', 'Source port'],
  ['dst_port', 'Destination port'],
  ['cpe', 'CPE'],
  ['swid', 'SWID'],
  ['pid', 'Process id'],
  ['x509_v3_extensions', 'X.509 v3 extensions'],
  ['url', 'URL'],
  ['rir', 'Regional registry'],
  ['is_family', 'A family of malware'],
  ['summary', 'Summary only'],
  ['count', 'How often'],
  ['number_observed', 'How often'],
]);

/** A property's name for people: `first_seen` as `First seen`, `x_mitre_platforms` as `Mitre platforms`. */
export function propertyLabel(property: string): string {
  const label = labels.get(property);
  if (label) return label;
  const words = property
    .replace(/^x_/, '')
    .replace(/_refs?$/, '')
    .replaceAll('_', ' ')
    .trim();
  return words ? words.charAt(0).toUpperCase() + words.slice(1) : property;
}
