import type { JsonObject } from '../json/json-value.ts';
import { compareTimestamps, isTimestamp } from '../time/timestamp.ts';
import { orList } from '../validation/describe.ts';
import type { Rule } from './value-type.ts';

/** Whether the object itself (not its prototype) has the property. */
export function has(object: JsonObject, name: string): boolean {
  return Object.hasOwn(object, name) && object[name] !== undefined;
}

/** The one timestamp must not be earlier than the other. */
export function notEarlier(later: string, earlier: string): Rule {
  return timestampOrder(later, earlier, (order) => order >= 0, 'must not be earlier than');
}

/** The one timestamp must be later than the other. */
export function laterThan(later: string, earlier: string): Rule {
  return timestampOrder(later, earlier, (order) => order > 0, 'must be later than');
}

function timestampOrder(later: string, earlier: string, holds: (order: number) => boolean, must: string): Rule {
  return (object, report) => {
    const [a, b] = [object[later], object[earlier]];
    if (typeof a !== 'string' || typeof b !== 'string' || !isTimestamp(a) || !isTimestamp(b)) return;
    if (!holds(compareTimestamps(a, b))) {
      report.refuse('timestamp-order', report.section, `${later} (${a}) ${must} ${earlier} (${b}).`, later);
    }
  };
}

/** At least one of the properties must be there. */
export function atLeastOneOf(...names: readonly string[]): Rule {
  return (object, report) => {
    if (!names.some((name) => has(object, name))) {
      report.refuse('at-least-one', report.section, `At least one of ${orList(names)} must be present.`);
    }
  };
}

/** Exactly one of the properties must be there. */
export function exactlyOneOf(...names: readonly string[]): Rule {
  return (object, report) => {
    const present = names.filter((name) => has(object, name));
    if (present.length === 0) {
      report.refuse('at-least-one', report.section, `One of ${orList(names)} must be present.`);
    } else if (present.length > 1) {
      report.refuse('mutually-exclusive', report.section, `Only one of ${orList(names)} may be present.`);
    }
  };
}

/** The one property may be there only if the other is too. */
export function requires(name: string, other: string): Rule {
  return (object, report) => {
    if (has(object, name) && !has(object, other)) {
      report.refuse('depends-on', report.section, `${name} may be present only together with ${other}.`, name);
    }
  };
}
