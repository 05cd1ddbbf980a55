import { paragraphsExtensionId } from '@entente/release';
import type { JsonValue, StixObject } from '@entente/stix';

/** The markings of a report: of the whole, and of the parts that hold some of its paragraphs. */
export type Markings = { readonly whole: readonly string[]; readonly parts: readonly string[] };

/** The ids of the markings that hold for these paragraphs (counted from nought) of a report. */
export function markingsAt(report: StixObject, paragraphs: readonly number[]): Markings {
  return markingsWhere(report, (selector) => holds(selector, paragraphs));
}

/** The ids of the markings that hold for the description of a report. */
export function markingsOfLead(report: StixObject): Markings {
  return markingsWhere(report, (selector) => selector === 'description');
}

function markingsWhere(report: StixObject, isMeant: (selector: string) => boolean): Markings {
  const whole = (Array.isArray(report.object_marking_refs) ? report.object_marking_refs : []) as readonly string[];
  const granular = (Array.isArray(report.granular_markings) ? report.granular_markings : []) as readonly JsonValue[];
  const parts = granular.flatMap((marking) => {
    if (typeof marking !== 'object' || marking === null || Array.isArray(marking)) return [];
    const { selectors, marking_ref: ref } = marking as { selectors?: JsonValue; marking_ref?: JsonValue };
    if (typeof ref !== 'string' || !Array.isArray(selectors)) return [];
    return selectors.some((each) => typeof each === 'string' && isMeant(each)) ? [ref] : [];
  });
  return { whole, parts };
}

/** Whether a selector (STIX 2.1, section 7.2.3.1) selects one of the paragraphs, something in it, or what it lies in. */
function holds(selector: string, paragraphs: readonly number[]): boolean {
  const list = `extensions.${paragraphsExtensionId}.paragraphs`;
  if (list === selector || list.startsWith(`${selector}.`)) return true;
  return paragraphs.some((place) => selector === `${list}.[${place}]` || selector.startsWith(`${list}.[${place}].`));
}
