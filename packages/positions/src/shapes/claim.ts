import type { JsonObject, StixObject } from '@entente/stix';
import { claimExtensionId } from './extension-ids.ts';
import { compact, compactly, Fields } from './fields.ts';
import { type Reading, refuse } from './reading.ts';

/** A neutral proposition that one can agree or disagree with. */
export type Claim = {
  readonly id: string;
  /** The proposition, as one sentence. */
  readonly name: string;
  readonly description?: string;
  readonly aliases: readonly string[];
  /** What it is about: locations. */
  readonly places: readonly string[];
  /** The days that it is about, both included. */
  readonly from?: string;
  readonly until?: string;
  /** Identity of who asked. */
  readonly askedBy?: string;
  /** The day on which it was asked. */
  readonly askedOn?: string;
  /** Identities of those who were asked; all members where there is none. */
  readonly askedOf: readonly string[];
  /** Identity of the member that wrote it down (`created_by_ref`); read only. */
  readonly author?: string;
  /** When its author recorded it, a timestamp (`created`): the same on every node; read only. */
  readonly recorded?: string;
};

/** What a STIX object of type `claim` says. */
export function readClaim(object: StixObject): Reading<Claim> {
  if (object.type !== 'claim') return refuse('type must be claim');
  const fields = new Fields(object);
  const name = fields.text('name');
  const claim = {
    id: object.id,
    aliases: fields.texts('aliases'),
    places: fields.refs('place_refs', ['location']),
    askedOf: fields.refs('asked_of_refs', ['identity']),
    ...compactly({
      description: fields.text('description'),
      from: fields.day('scope_from'),
      until: fields.day('scope_until'),
      askedBy: fields.ref('asked_by_ref', ['identity']),
      askedOn: fields.day('asked_on'),
      author: fields.ref('created_by_ref', ['identity']),
      recorded: fields.text('created'),
    }),
  };
  if (claim.from !== undefined && claim.until !== undefined && claim.from > claim.until) {
    fields.problems.push('scope_until must not be before scope_from');
  }
  if (name === undefined) return refuse('name (the proposition) is missing', ...fields.problems);
  return fields.problems.length > 0 ? refuse(...fields.problems) : { ok: true, value: { ...claim, name } };
}

/** The properties of a claim on the wire; ids, dates, originator and markings are set by who publishes it. */
export function writeClaim(claim: Omit<Claim, 'id' | 'author' | 'recorded'>): JsonObject {
  return compact({
    type: 'claim',
    name: claim.name,
    description: claim.description,
    aliases: claim.aliases,
    place_refs: claim.places,
    scope_from: claim.from,
    scope_until: claim.until,
    asked_by_ref: claim.askedBy,
    asked_on: claim.askedOn,
    asked_of_refs: claim.askedOf,
    extensions: { [claimExtensionId]: { extension_type: 'new-sdo' } },
  });
}
