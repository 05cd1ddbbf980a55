import { describe } from '../validation/describe.ts';
import { isList, isObject, type Rule } from '../values/value-type.ts';

/** External references to a public catalogue must give the id exactly as the catalogue writes it. */
export function catalogueIds(source: string, form: RegExp, example: string): Rule {
  return ({ external_references: references }, report) => {
    if (!isList(references)) return;
    references.forEach((reference, i) => {
      if (!isObject(reference) || reference.source_name !== source) return;
      const { external_id: id } = reference;
      if (typeof id !== 'string' || form.test(id)) return;
      report.path.push('external_references', i);
      const message = `An id of ${source} must be written like ${example}, not ${describe(id)}.`;
      report.refuse('value-form', report.section, message, 'external_id');
      report.path.length -= 2;
    });
  };
}
