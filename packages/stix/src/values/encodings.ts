import { describe } from '../validation/describe.ts';
import { checkString } from './scalars.ts';
import type { ValueType } from './value-type.ts';

const HEX = /^(?:[0-9a-f]{2})+$/;
const BASE64_CHARACTERS = /^[A-Za-z0-9+/]+={0,2}$/;

/** Octets as lower-case hexadecimal (section 2.8). */
export const hex: ValueType = {
  name: 'hex',
  check(value, report) {
    if (checkString(value, report) && !HEX.test(value)) {
      const form = 'an even number of hexadecimal digits in lower case';
      report.refuse('hex-form', '2.8', `Must be ${form}, not ${describe(value)}.`);
    }
  },
};

/** Octets as padded base64 (section 2.1, RFC 4648 section 4). */
export const binary: ValueType = {
  name: 'binary',
  check(value, report) {
    if (!checkString(value, report)) return;
    if (value !== '' && (value.length % 4 !== 0 || !BASE64_CHARACTERS.test(value))) {
      report.refuse('binary-form', '2.1', `Must be base64 with padding, not ${describe(value)}.`);
    }
  },
};
