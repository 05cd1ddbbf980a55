import type { Refusal as BrokenRule, StixObject } from '@entente/stix';

/** Why an object is refused: a rule of the standard, or one of ours. */
export type Refusal = Omit<BrokenRule, 'rule'> & { readonly rule: string };

/** A stored version never changes its content. */
export function changedWithoutVersion(object: StixObject): Refusal {
  return {
    id: object.id,
    type: object.type,
    path: 'modified' in object ? 'modified' : 'created',
    rule: 'version-exists',
    section: '3.6',
    message: 'this version is stored already with other content; a changed object needs a later modified',
  };
}

/** A unit's people add to what its member says, and change nothing but what they added. */
export function changedByUnit(object: StixObject): Refusal {
  const message =
    'this object is the member’s; who acts for a unit of it publishes objects of his own, and changes none';
  return notTheOriginator(object, message);
}

/** A mandate is no key to what the other member has not released to who holds it. */
export function changedUnseen(object: StixObject): Refusal {
  const message = 'who writes by a mandate changes what he sees, or wrote himself, of the other member’s objects';
  return notTheOriginator(object, message);
}

function notTheOriginator({ id, type }: StixObject, message: string): Refusal {
  return { id, type, path: 'id', rule: 'not-the-originator', section: '3.6', message };
}

/** The next version must be newer than whatever readers were given (design, Release, rule 6). */
export function notLaterThanIssued(object: StixObject): Refusal {
  return {
    id: object.id,
    type: object.type,
    path: 'modified',
    rule: 'version-issued',
    section: '3.6',
    message: 'readers were given a rendition that is as new as this, when who may see what changed; modify it later',
  };
}

/** A member that left may have wanted that what it contributed stays as it was. */
export function ownerLeft(object: StixObject): Refusal {
  return {
    id: object.id,
    type: object.type,
    path: 'created_by_ref' in object ? 'created_by_ref' : 'id',
    rule: 'frozen',
    section: '3.6',
    message: 'its owner has left the coalition, and what it contributed is frozen: nothing newer is taken',
  };
}

const proofRule = 'proof-beside';

/** A member's node makes its proofs itself: they stand beside the objects that they are of, and are no objects to share. */
export function proofBeside({ id, type }: StixObject): Refusal {
  const message =
    'proofs of the coalition’s members are made and delivered by their own nodes; entente verify checks one in a file';
  return { id, type, path: 'type', rule: proofRule, section: '', message };
}

/** Whether something was refused for that alone: nothing is missing then. */
export function isProofBeside(refusals: readonly Refusal[]): boolean {
  return refusals.every(({ rule }) => rule === proofRule);
}
