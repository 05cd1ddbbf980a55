import { isIdentifier } from '../ids/identifier.ts';
import { hasContributions, observableId } from '../ids/observable-id.ts';
import type { JsonObject, JsonValue } from '../json/json-value.ts';
import { notModifiedBeforeCreated } from '../objects/common-properties.ts';
import { checkCustomProperty } from '../objects/custom-properties.ts';
import { customObjectType } from '../objects/custom-types.ts';
import { objectTypes } from '../objects/object-types.ts';
import { checkTypeName } from '../objects/type-name.ts';
import { has } from '../values/rules.ts';
import { checkProperties } from '../values/structure.ts';
import { isObject } from '../values/value-type.ts';
import { describe } from './describe.ts';
import type { Refusal } from './refusal.ts';
import { type Limits, Report } from './report.ts';

const DEFAULT_LIMITS: Limits = { maxDepth: 64, maxRefusals: 100 };
/** How much longer an identifier is than its type: two hyphens and a UUID. */
const UUID_END = 38;
/** Where a UUID, at the end of an identifier, says which version it is. */
const UUID_VERSION = -22;
/** By which a producer versions an observable; naming itself in `created_by_ref` versions nothing. */
const VERSIONING_PROPERTIES = ['created', 'modified', 'revoked'];

/**
 * Every rule of STIX 2.1 that the object breaks, as far as it can be told from the object alone; an empty list if it is
 * valid. Recommendations (SHOULD) never refuse. Never throws, whatever the value is.
 */
export function validateObject(value: JsonValue, limits: Partial<Limits> = {}): Refusal[] {
  const subject = isObject(value) ? value : {};
  const report = new Report(subject, { ...DEFAULT_LIMITS, ...limits });
  if (!isObject(value)) {
    report.refuse('not-an-object', '3', `Must be a JSON object, not ${describe(value)}.`);
  } else if (value.type === 'bundle') {
    report.refuse('not-a-stix-object', '8', 'A bundle is no STIX object: take the objects out of it.');
  } else if (typeof value.type !== 'string' || !Object.hasOwn(value, 'type')) {
    report.refuse('missing-property', '3.2', 'type is required, and must be a string.', 'type');
  } else {
    checkObject(value, value.type, report);
  }
  return report.refusals;
}

function checkObject(object: JsonObject, type: string, report: Report): void {
  if (!checkTypeName(type, report)) return;
  const definition = objectTypes.get(type) ?? customObjectType(object);
  report.section = definition.section;
  checkProperties(object, definition.table, checkCustomProperty, report);
  checkIdType(object, type, report);
  for (const rule of definition.rules) rule(object, report);
  if (definition.kind === 'sco') checkObservableId(object, report);
}

/** What else an observable's id must be, where nothing else is wrong with it. */
function checkObservableId(object: JsonObject, report: Report): void {
  const isVersioned = VERSIONING_PROPERTIES.some((name) => has(object, name));
  if (isVersioned) notModifiedBeforeCreated(object, report);
  if (report.refusals.length > 0 || typeof object.id !== 'string') return;
  if (!hasContributions(object)) checkRandom(object.id, report);
  else if (isVersioned && observableId(object) === object.id) {
    // Producers that version an observable would collide with each other if they used deterministic ids.
    const message = 'A versioned observable must not have the deterministic id that unversioned ones share.';
    report.refuse('deterministic-id', '3.6', message, 'id');
  }
}

/** An observable with nothing that a deterministic id could be made of has a random one (section 2.9). */
function checkRandom(id: string, report: Report): void {
  if (id.at(UUID_VERSION) === '4') return;
  const message = 'An observable without any property that contributes to its id must have a UUID of version 4.';
  report.refuse('deterministic-id', '2.9', message, 'id');
}

/** What is no identifier at all was noted already. */
function checkIdType({ id }: JsonObject, type: string, report: Report): void {
  if (typeof id !== 'string' || (id.length === type.length + UUID_END && id.startsWith(`${type}--`))) return;
  if (isIdentifier(id)) {
    report.refuse('identifier-type', '2.9', `The id of this object must start with "${type}--".`, 'id');
  }
}
