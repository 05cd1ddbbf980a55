import { describe } from '../validation/describe.ts';
import type { Report } from '../validation/report.ts';
import { kindOf } from './kinds.ts';

const TYPE_NAME = /^[a-z](?!.*--)[a-z0-9-]{2,249}$/;

/** Whether the name of an object type is right (sections 3.1 and 11.2.1); notes at `type` what is wrong. */
export function checkTypeName(type: string, report: Report): boolean {
  if (kindOf(type) !== 'unknown' || TYPE_NAME.test(type)) return true;
  const form = '3 to 250 of the characters a-z, 0-9 and single hyphens, with a letter first';
  report.refuse('type-name', '3.1', `The name of a type must be ${form}, not ${describe(type)}.`, 'type');
  return false;
}
