import { describe } from '../validation/describe.ts';
import type { Report } from '../validation/report.ts';
import { kindOf } from './kinds.ts';

const TYPE_NAME = /^[a-z](?!.*--)[a-z0-9-]{2,249}$/;

/** Checks the name of an object type (sections 3.1 and 11.2.1), noting what is wrong at `type`. */
export function checkTypeName(type: string, report: Report): void {
  if (kindOf(type) !== 'unknown' || TYPE_NAME.test(type)) return;
  const form = '3 to 250 of the characters a-z, 0-9 and single hyphens, with a letter first';
  report.refuse('type-name', '3.1', `The name of a type must be ${form}, not ${describe(type)}.`, 'type');
}
