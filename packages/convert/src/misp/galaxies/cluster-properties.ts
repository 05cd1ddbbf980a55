import type { JsonObject, JsonValue } from '@entente/stix';
import { asText, isSet } from '../../json/json-access.ts';
import { timeOfText } from '../misp-time.ts';
import { customPropertiesOf } from '../objects/object-fields.ts';

const LISTS: Readonly<Record<string, readonly string[]>> = {
  malware: ['architecture_execution_envs', 'capabilities', 'implementation_languages', 'malware_types'],
  'threat-actor': ['goals', 'personal_motivations', 'roles', 'secondary_motivations', 'threat_actor_types'],
  'intrusion-set': ['goals', 'secondary_motivations'],
  tool: ['tool_types'],
};

const TEXTS: Readonly<Record<string, readonly string[]>> = {
  campaign: ['objective'],
  'intrusion-set': ['primary_motivation', 'resource_level'],
  location: ['administrative_area', 'region'],
  'threat-actor': ['primary_motivation', 'resource_level', 'sophistication'],
  tool: ['tool_version'],
};

const TIMES: Readonly<Record<string, readonly string[]>> = {
  campaign: ['first_seen', 'last_seen'],
  'intrusion-set': ['first_seen', 'last_seen'],
  malware: ['first_seen', 'last_seen'],
  'threat-actor': ['first_seen', 'last_seen'],
};

const WITH_ALIASES: ReadonlySet<string> = new Set([
  'attack-pattern',
  'campaign',
  'intrusion-set',
  'malware',
  'threat-actor',
  'tool',
]);

/** How an external id begins, and the catalogue that gives it (STIX 2.1 section 2.5 and ATT&CK's own names). */
const CATALOGUES: readonly (readonly [RegExp, string])[] = [
  [/^CAPEC-/, 'capec'],
  [/^CVE-/i, 'cve'],
  [/^CWE-/, 'cwe'],
  [/^MOB-/, 'mitre-mobile-attack'],
  [/^PRE-/, 'mitre-pre-attack'],
];

/** The properties of a STIX object that a galaxy cluster's value and `meta` give. */
export function clusterProperties(type: string, value: string, meta: JsonObject): JsonObject {
  const used = new Set(['external_id', 'refs', 'kill_chain', 'created', 'modified']);
  const properties: Record<string, JsonValue> = { name: value };
  const use = (name: string, property: string, result: JsonValue | undefined) => {
    if (result === undefined) return;
    used.add(name);
    properties[property] = result;
  };
  for (const name of LISTS[type] ?? []) use(name, name, texts(meta[name]));
  for (const name of TEXTS[type] ?? []) use(name, name, asText(meta[name]));
  for (const name of TIMES[type] ?? []) use(name, name, timeOfText(meta[name]));
  if (WITH_ALIASES.has(type)) use('synonyms', 'aliases', texts(meta.synonyms));
  if (type === 'malware') use('is_family', 'is_family', isSet(meta.is_family));
  if (type === 'identity') properties.identity_class = 'class';
  if (type === 'location') placeOf(value, meta, use);
  const phases = texts(meta.kill_chain)?.flatMap(killChainPhase);
  if (type !== 'vulnerability' && phases !== undefined && phases.length > 0) properties.kill_chain_phases = phases;
  const references = externalReferences(type, meta);
  if (references.length > 0) properties.external_references = references;
  return { ...properties, ...customPropertiesOf(meta, used) };
}

function texts(value: JsonValue | undefined): string[] | undefined {
  const list = (Array.isArray(value) ? value : [value]).flatMap((member) => asText(member) ?? []);
  return list.length > 0 ? list : undefined;
}

/** `kill-chain-name:...:phase-name`; MISP writes the platform between them. */
function killChainPhase(text: string): JsonValue[] {
  const parts = text.split(':');
  const [chain, phase] = [parts[0], parts.at(-1)];
  return parts.length < 2 || !chain || !phase ? [] : [{ kill_chain_name: chain, phase_name: phase }];
}

function externalReferences(type: string, meta: JsonObject): JsonValue[] {
  const ids = [...(texts(meta.external_id) ?? []), ...(type === 'vulnerability' ? (texts(meta.aliases) ?? []) : [])];
  return [
    ...ids.map((id) => ({
      source_name: CATALOGUES.find(([beginning]) => beginning.test(id))?.[1] ?? 'mitre-attack',
      external_id: id,
    })),
    ...(texts(meta.refs) ?? []).map((url) =>
      /^[a-z][a-z0-9+.-]*:\/\//i.test(url)
        ? { source_name: 'url', url }
        : { source_name: 'reference', description: url },
    ),
  ];
}

/** Countries have their ISO code; regions are named after the UN's M49 code (`154 - Northern Europe`). */
function placeOf(
  value: string,
  meta: JsonObject,
  use: (name: string, property: string, result: JsonValue | undefined) => void,
): void {
  const country = asText(meta.ISO) ?? asText(meta.country);
  use('value', 'name', value.replace(/^\d{1,3} - /, ''));
  if (country !== undefined) use('country', 'country', country);
  else if (/^\d{1,3} - /.test(value))
    use(
      'region',
      'region',
      value
        .replace(/^\d{1,3} - /, '')
        .toLowerCase()
        .replace(/[^a-z]+/g, '-'),
    );
}
