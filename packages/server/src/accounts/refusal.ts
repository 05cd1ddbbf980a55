import { Problem } from '../http/problem.ts';
import type { Refusal } from './policy.ts';

const sentences: Record<Exclude<Refusal, 'hidden'>, string> = {
  'not-allowed': 'Your roles do not allow this.',
  'read-only': 'You came with a token that may only read.',
  oneself: 'Another administrator must do this to your own account.',
  'stronger-role': 'Only a coalition admin may do this where a coalition admin or an auditor is concerned.',
  'not-its-member': 'Only an administrator of its own member may appoint a person for RED.',
  'unit-role': 'Who acts for a unit can be reader and analyst, and nothing else.',
  'member-left': 'This member has left the coalition: whatever acts for it is made when it has come back.',
  'last-coalition-admin': 'This is the last account that can administer the coalition.',
};

/** The Problem for a refusal; what is hidden answers like what does not exist. */
export function throwRefusal(refusal: Refusal, what: 'account' | 'token'): never {
  if (refusal === 'hidden') throw new Problem('not-found', `There is no such ${what}.`);
  throw new Problem('not-allowed', sentences[refusal], { reason: refusal });
}
