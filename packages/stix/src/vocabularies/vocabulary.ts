import { describe, orList } from '../validation/describe.ts';
import { checkString } from '../values/scalars.ts';
import type { ValueType, Vocabulary } from '../values/value-type.ts';

/** A value of a vocabulary, whose terms can be offered. */
type Terms = ValueType & { readonly vocabulary: Vocabulary };

/** A vocabulary of suggested terms (section 2.14), which never refuses. */
export function openVocabulary(name: string, section: string, terms: readonly string[]): Terms {
  return { name: 'open-vocab', check: checkString, vocabulary: { name, section, terms, isClosed: false } };
}

/** A closed list of terms (section 2.4). */
export function enumeration(name: string, section: string, terms: readonly string[]): Terms {
  const allowed = new Set(terms);
  return {
    name: 'enum',
    vocabulary: { name, section, terms, isClosed: true },
    check(value, report) {
      if (checkString(value, report) && !allowed.has(value)) {
        report.refuse('enum-value', section, `Must be ${orList(terms)}, not ${describe(value)}.`);
      }
    },
  };
}
