import { asText } from '../../../lib/read-value.ts';
import { Prose } from '../../../stix/prose.tsx';
import { SafeText } from '../../../ui/safe-text.tsx';
import { Time } from '../../../ui/time.tsx';
import { FactsRow } from './facts-row.tsx';
import { KillChain } from './kill-chain.tsx';
import type { BodyProps, Renderer } from './renderer.ts';
import { tagsOf } from './tags.tsx';

/** By what each type is sorted, in words of open vocabularies. */
const kinds: [property: string, label: string][] = [
  ['identity_class', 'Class'],
  ['roles', 'Roles'],
  ['sectors', 'Sectors'],
  ['threat_actor_types', 'Kind'],
  ['malware_types', 'Kind'],
  ['tool_types', 'Kind'],
  ['infrastructure_types', 'Kind'],
  ['incident_types', 'Kind'],
];

function timeOf(value: unknown) {
  const text = asText(value);
  return text && <Time value={text} form="date" />;
}

function Body({ object }: BodyProps) {
  const description = asText(object.description);
  const facts = kinds.flatMap(([property, label]) => {
    const value = object[property];
    const tags = tagsOf(Array.isArray(value) ? value : [value]);
    return tags ? [[label, tags]] : [];
  });
  const contact = asText(object.contact_information);
  return (
    <>
      <FactsRow
        facts={{
          ...Object.fromEntries(facts),
          'Also known as': tagsOf(object.aliases),
          'First seen': timeOf(object.first_seen),
          'Last seen': timeOf(object.last_seen),
        }}
      />
      {description && <Prose text={description} />}
      {contact && (
        <FactsRow
          facts={{
            Contact: <SafeText className="whitespace-pre-line">{contact}</SafeText>,
          }}
        />
      )}
      <KillChain phases={object.kill_chain_phases} />
    </>
  );
}

/** What most domain objects need: their kind, their times, their description. */
export const describedRenderer: Renderer = {
  Body,
  consumes: [
    ...kinds.map(([property]) => property),
    'description',
    'aliases',
    'first_seen',
    'last_seen',
    'contact_information',
    'kill_chain_phases',
  ],
};
