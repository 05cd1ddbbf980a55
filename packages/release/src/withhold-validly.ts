import { type JsonObject, parseSelector, type Refusal, resolveSelector, validateObject } from '@entente/stix';
import type { Path } from './json-tree.ts';
import { type ObjectText, type Withholding, withhold } from './withhold.ts';

/** A valid text and all that it withholds, or the rules of STIX that no text can keep. */
export type ValidText = { text: string; paths: readonly Path[] } | { refusals: readonly Refusal[] };

/** Nothing but the object as a whole can be withheld in these: they say what it is, whose, and who may have it. */
const envelope: ReadonlySet<unknown> = new Set([
  'type',
  'spec_version',
  'id',
  'created_by_ref',
  'created',
  'modified',
  'revoked',
  'object_marking_refs',
  'granular_markings',
]);

/**
 * Withholds, and with it what STIX does not allow without it: an external reference without its source name, a latitude
 * without its longitude. What the object as a whole needs is never made up for.
 */
export function withholdValidly(source: ObjectText, withholding: Withholding): ValidText {
  let { paths } = withholding;
  for (;;) {
    const fixed = paths.map(([property]) => String(property)).filter((property) => envelope.has(property));
    if (fixed.length > 0) return { refusals: fixed.map(missing) };
    const { text, pathBefore } = withhold(source, { ...withholding, paths });
    const object: JsonObject = JSON.parse(text);
    const refusals = validateObject(object);
    if (refusals.length === 0) return { text, paths };
    const broken = refusals.map((refusal) => pathBefore(brokenPart(object, refusal)) ?? []);
    if (broken.some((path) => path.length === 0)) return { refusals };
    paths = [...paths, ...broken];
  }
}

/** The part that cannot stay as it is: what a rule names or, where that is missing, what it is missing from. */
function brokenPart(object: JsonObject, { path }: Refusal): Path {
  const steps = parseSelector(path.replaceAll('[', '.[')) ?? [];
  return resolveSelector(object, steps) === undefined ? steps.slice(0, -1) : steps;
}

function missing(property: string): Refusal {
  return { path: property, rule: 'missing-property', section: '3.2', message: `${property} cannot be withheld alone.` };
}
