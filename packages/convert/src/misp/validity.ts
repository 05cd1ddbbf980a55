import { type JsonObject, validateObject } from '@entente/stix';

/** Why an object is not valid STIX 2.1, or undefined if it is. */
export function invalidity(object: JsonObject): string | undefined {
  const problem = validateObject(object)[0];
  return problem === undefined ? undefined : `${problem.path === '' ? '' : `${problem.path}: `}${problem.message}`;
}
