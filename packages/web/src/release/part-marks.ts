import type { ObjectView, TlpLevel } from '@entente/server/api-types';
import { asRecords, asText, asTexts } from '../lib/read-value.ts';
import { tlpLevels, tlpOfMarking } from '../stix/tlp.ts';

/** What holds for one part of an object beside the terms of the whole. */
export interface PartMarks {
  tlp: TlpLevel | undefined;
  handling: NonNullable<ObjectView['handlingOfParts']>[number]['handling'][];
}

/** What a reader must know of a part before he passes it on; undefined where it goes as the whole does. */
export function partMarks(
  { object, handlingOfParts = [] }: Pick<ObjectView, 'object' | 'handlingOfParts'>,
  part: string,
): PartMarks | undefined {
  const covers = (selectors: readonly string[]) => selectors.some((selector) => overlap(selector, part));
  const levels = asRecords(object.granular_markings).flatMap((marking) =>
    covers(asTexts(marking.selectors)) ? (tlpOfMarking(asText(marking.marking_ref) ?? '') ?? []) : [],
  );
  const handling = handlingOfParts.flatMap((each) => (covers(each.selectors) ? [each.handling] : []));
  if (levels.length === 0 && handling.length === 0) return undefined;
  return { tlp: tlpLevels.findLast((level) => levels.includes(level)), handling };
}

/** Whether one selects the other, or something in it (STIX 2.1 section 7.2.3.1). */
function overlap(one: string, other: string): boolean {
  return one === other || other.startsWith(`${one}.`) || one.startsWith(`${other}.`);
}
