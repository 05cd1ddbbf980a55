import { typeOfIdentifier } from '../ids/identifier.ts';
import type { JsonValue } from '../json/json-value.ts';
import { type Kind, kindOf } from '../objects/kinds.ts';
import { describe, orList } from '../validation/describe.ts';
import type { Report } from '../validation/report.ts';
import type { ValueType } from './value-type.ts';

/** Which objects a reference may point to. */
type Targets = {
  /** Completes "identifier (of type ...)". */
  readonly name: string;
  readonly allows: (type: string) => boolean;
};

function types(...names: readonly string[]): Targets {
  return { name: orList(names), allows: (type) => names.includes(type) };
}

/** Types that the standard does not know may be of any kind, so they are let through. A bundle is never a target. */
function kinds(name: string, ...allowed: readonly Kind[]): Targets {
  return {
    name,
    allows: (type) => type !== 'bundle' && (allowed.includes(kindOf(type)) || kindOf(type) === 'unknown'),
  };
}

function checkIdentifier(value: JsonValue, report: Report): string | undefined {
  if (typeof value !== 'string') {
    report.refuse('wrong-type', '2.9', `Must be an identifier, not ${describe(value)}.`);
    return undefined;
  }
  const type = typeOfIdentifier(value);
  if (type === undefined) {
    const form = 'an object type, two hyphens and an RFC 4122 UUID';
    report.refuse('identifier-form', '2.9', `Must be ${form}, not ${describe(value)}.`);
  }
  return type;
}

function checkTarget(type: string | undefined, targets: Targets, report: Report): void {
  if (type !== undefined && !targets.allows(type)) {
    report.refuse('reference-target', report.section, `Must refer to ${targets.name}, not to ${describe(type)}.`);
  }
}

function reference(targets: Targets): ValueType {
  return {
    name: `identifier (of type ${targets.name})`,
    check(value, report) {
      checkTarget(checkIdentifier(value, report), targets, report);
    },
  };
}

/** The `id` of an object. Observables inside a deprecated container may have any text (section 2.9). */
export const identifier: ValueType = {
  name: 'identifier',
  check(value, report) {
    if (report.containerTypes === undefined || typeof value !== 'string') checkIdentifier(value, report);
  },
};

/** A reference to objects of some types. */
export function referenceTo(...names: readonly string[]): ValueType {
  return reference(types(...names));
}

/**
 * A reference from one observable to others: by id, or, inside a deprecated container, by key to an object of the same
 * container (sections 2.9 and 2.13).
 */
export function observableReference(...names: readonly string[]): ValueType {
  const targets = names.length > 0 ? types(...names) : kinds('a cyber-observable object', 'sco');
  const { name, check } = reference(targets);
  return {
    name,
    check(value, report) {
      const container = report.containerTypes;
      if (container === undefined) check(value, report);
      else if (typeof value !== 'string' || !container.has(value)) {
        const where = 'an object of the same container';
        report.refuse('reference-unresolved', '2.13', `Must be the key of ${where}, not ${describe(value)}.`);
      } else checkTarget(container.get(value), targets, report);
    },
  };
}

export const referenceToAny: ValueType = reference(kinds('STIX Object', 'sdo', 'sro', 'sco', 'meta'));
export const referenceToSdo: ValueType = reference(kinds('SDO', 'sdo'));
export const referenceToSco: ValueType = reference(kinds('SCO', 'sco'));
export const referenceToSdoOrSco: ValueType = reference(kinds('SDO or SCO', 'sdo', 'sco'));
export const referenceToScoOrSro: ValueType = reference(kinds('SCO or SRO', 'sco', 'sro'));
