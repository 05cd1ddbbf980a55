import type { JsonObject, StixObject } from '@entente/stix';
import { positionExtensionId } from './extension-ids.ts';
import { compact, compactly, Fields, isObject } from './fields.ts';
import { type Reading, refuse } from './reading.ts';
import { type Opinion, opinions } from './scale.ts';

/** How somebody stands: by an opinion, by one that a condition comes with, or by declining to say. */
export const answers = ['opinion', 'conditional', 'declined'] as const;
export type Answer = (typeof answers)[number];

/** Where a principal or person stands on a claim, and since when. */
export type Position = {
  readonly id: string;
  readonly claim: string;
  /** Identity of the member, unit, group or person that holds it. */
  readonly holder: string;
  readonly holderName?: string;
  /** The office of a person, in words. */
  readonly office?: string;
  /** Identity of the principal for whom a person speaks. A principal's own position is its official one. */
  readonly speaksFor?: string;
  readonly answer: Answer;
  /** With a condition: what it is if that is met. Declined: neutral. */
  readonly opinion: Opinion;
  readonly condition?: string;
  /** Days (2019-02-06); `until` is the last on which it held, where it ended without another in its place. */
  readonly since: string;
  readonly until?: string;
  /** Ids of the statements on which it rests; none where it was entered by hand. */
  readonly basis: readonly string[];
  readonly explanation?: string;
  /** Identity of the member that wrote it down (`created_by_ref`); read only. */
  readonly author?: string;
  /** When its author recorded it, a timestamp (`created`): the same on every node; read only. */
  readonly recorded?: string;
};

/** What an `opinion` with the position extension says; refused where it is an opinion on something else. */
export function readPosition(object: StixObject): Reading<Position> {
  const extension = isObject(object.extensions) ? object.extensions[positionExtensionId] : undefined;
  if (object.type !== 'opinion' || !isObject(extension))
    return refuse('it must be an opinion with the position extension');
  const outer = new Fields(object);
  const fields = new Fields(extension);
  const [claim, ...others] = outer.refs('object_refs');
  const opinion = outer.oneOf('opinion', opinions);
  const holder = fields.ref('holder_ref', ['identity']);
  const since = fields.day('since');
  const answer = fields.oneOf('answer', answers) ?? 'opinion';
  const position = {
    id: object.id,
    answer,
    basis: fields.refs('basis_refs', ['statement', 'report', 'note']),
    ...compactly({
      holderName: fields.text('holder_name'),
      office: fields.text('office'),
      speaksFor: fields.ref('speaks_for_ref', ['identity']),
      condition: fields.text('condition'),
      until: fields.day('until'),
      explanation: outer.text('explanation'),
      author: outer.ref('created_by_ref', ['identity']),
      recorded: outer.text('created'),
    }),
  };
  const problems = [...outer.problems, ...fields.problems];
  if (claim === undefined || !claim.startsWith('claim--') || others.length > 0) {
    problems.push('object_refs must hold one claim');
  }
  if (opinion === undefined) problems.push('opinion is missing');
  if (holder === undefined) problems.push('holder_ref is missing');
  if (since === undefined) problems.push('since is missing');
  if (answer === 'conditional' && position.condition === undefined) problems.push('condition is missing');
  if (since !== undefined && position.until !== undefined && position.until < since) {
    problems.push('until must not be before since');
  }
  if (problems.length > 0 || !claim || !opinion || !holder || !since) return refuse(...new Set(problems));
  return { ok: true, value: { ...position, claim, opinion, holder, since } };
}

/** The properties of a position on the wire; ids, dates, originator and markings are set by who publishes it. */
export function writePosition(position: Omit<Position, 'id' | 'author' | 'recorded'>): JsonObject {
  return compact({
    type: 'opinion',
    opinion: position.answer === 'declined' ? 'neutral' : position.opinion,
    explanation: position.explanation,
    object_refs: [position.claim],
    extensions: {
      [positionExtensionId]: compact({
        extension_type: 'property-extension',
        holder_ref: position.holder,
        holder_name: position.holderName,
        office: position.office,
        speaks_for_ref: position.speaksFor === position.holder ? undefined : position.speaksFor,
        answer: position.answer === 'opinion' ? undefined : position.answer,
        condition: position.answer === 'conditional' ? position.condition : undefined,
        since: position.since,
        until: position.until,
        basis_refs: position.basis,
      }),
    },
  });
}
