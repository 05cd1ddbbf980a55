import { isIdentifier, type StixObject } from '@entente/stix';
import { asObject, asText } from '../json/json-access.ts';
import { stableUuid } from '../stable-id.ts';
import { UNDATED } from './undated.ts';

/** The identity of a MISP organisation (`Orgc`, or who reported a sighting). Undefined if it has neither name nor UUID. */
export function organisation(value: unknown): StixObject | undefined {
  const source = asObject(value);
  const uuid = asText(source?.uuid)?.toLowerCase();
  const name = asText(source?.name) ?? uuid;
  if (name === undefined) return undefined;
  const id = `identity--${uuid ?? ''}`;
  return isIdentifier(id) ? identity(id, name) : namedOrganisation(name);
}

/** The identity of an organisation of which only the name is known. */
export function namedOrganisation(name: string): StixObject {
  return identity(`identity--${stableUuid(`misp-organisation ${name}`)}`, name);
}

function identity(id: string, name: string): StixObject {
  return {
    type: 'identity',
    spec_version: '2.1',
    id,
    created: UNDATED,
    modified: UNDATED,
    name,
    identity_class: 'organization',
  };
}
