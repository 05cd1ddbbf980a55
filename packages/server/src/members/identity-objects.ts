import { tlpMarkings } from '@entente/stix';
import type { CollectionStore } from '../collections/collection-store.ts';
import { Problem } from '../http/problem.ts';
import type { ObjectWriter } from '../objects/object-writer.ts';
import type { Unit } from '../units/unit-store.ts';
import type { Member } from './member-store.ts';

/** Alias of the collection that holds what everybody needs: the identities of members and units. */
export const coalitionCollection = 'coalition';

/** Publishes the identities to which everything else refers. To be called in the transaction that adds them. */
export type IdentityObjects = { publish(owner: Member, unit?: Unit): void };

export function createIdentityObjects(
  collections: CollectionStore,
  writer: ObjectWriter,
  now: () => string,
): IdentityObjects {
  return {
    publish(owner, unit) {
      const collection = collections.find(coalitionCollection);
      if (collection === undefined) return;
      const value = unit === undefined ? memberIdentity(owner, now()) : unitIdentity(owner, unit, now());
      const { outcomes } = writer.write(owner.member, collection, [
        { bytes: Buffer.from(JSON.stringify(value)), value },
      ]);
      const [outcome] = outcomes;
      if (outcome?.state === 'refused') {
        throw new Problem('invalid', `The identity of ${value.name} is refused.`, { refusals: outcome.refusals });
      }
    },
  };
}

/** A member as a STIX identity (section 4.5). */
function memberIdentity({ identity, name, kind, region, about }: Member, now: string) {
  return {
    ...common(identity, name, now, about),
    ...(kind === 'country' ? { sectors: ['government'] } : {}),
    labels: [kind],
    ...(region === undefined ? {} : { x_entente_region: region }),
  };
}

/** A unit as a STIX identity, for every member and unit. */
function unitIdentity(member: Member, { identity, name, about }: Unit, now: string) {
  const green = [...tlpMarkings.values()].find(({ version, level }) => version === 2 && level === 'green');
  return {
    ...common(identity, `${member.name}/${name}`, now, about),
    created_by_ref: member.identity,
    labels: ['unit'],
    object_marking_refs: green === undefined ? [] : [green.definition.id],
  };
}

function common(id: string, name: string, now: string, about: string | undefined) {
  return {
    type: 'identity',
    spec_version: '2.1',
    id,
    created: now,
    modified: now,
    name,
    ...(about === undefined ? {} : { description: about }),
    identity_class: 'organization',
  };
}
