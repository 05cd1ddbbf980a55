import { asText } from '../../../lib/read-value.ts';
import { SafeText } from '../../../ui/safe-text.tsx';
import { Time } from '../../../ui/time.tsx';
import { FactsRow } from './facts-row.tsx';
import { KillChain } from './kill-chain.tsx';
import { Prose } from './prose.tsx';
import type { BodyProps, Renderer } from './renderer.ts';
import { tagsOf } from './tags.tsx';

/** Kinds by which each type is sorted, all open vocabularies. */
const kinds = [
  'threat_actor_types',
  'malware_types',
  'tool_types',
  'infrastructure_types',
  'incident_types',
  'identity_class',
  'roles',
  'sectors',
];

function timeOf(value: unknown) {
  const text = asText(value);
  return text && <Time value={text} form="date" />;
}

function Body({ object }: BodyProps) {
  const description = asText(object['description']);
  const facts = kinds.map((kind): [string, ReturnType<typeof tagsOf>] => [
    kind === 'identity_class' ? 'Class' : kind === 'sectors' ? 'Sectors' : kind === 'roles' ? 'Roles' : 'Kind',
    tagsOf(Array.isArray(object[kind]) ? object[kind] : [object[kind]]),
  ]);
  const contact = asText(object['contact_information']);
  return (
    <>
      <FactsRow
        facts={[
          ...facts.filter(([, value]) => value),
          ['Also known as', tagsOf(object['aliases'])],
          ['First seen', timeOf(object['first_seen'])],
          ['Last seen', timeOf(object['last_seen'])],
        ]}
      />
      {description && <Prose text={description} />}
      {contact && (
        <FactsRow facts={[['Contact', <SafeText key="contact" className="whitespace-pre-line">{contact}</SafeText>]]} />
      )}
      <KillChain phases={object['kill_chain_phases']} />
    </>
  );
}

/** What most domain objects need: their kind, their times, their description. */
export const describedRenderer: Renderer = {
  Body,
  consumes: [...kinds, 'description', 'aliases', 'first_seen', 'last_seen', 'contact_information', 'kill_chain_phases'],
};
