import type { JsonObject, StixObject } from '@entente/stix';
import type { Conversion } from './conversion.ts';
import { type Observable, toObservableObjects } from './observable.ts';
import { domainObject, isLater, markedWith, type Origin } from './origin.ts';
import { toPattern } from './pattern.ts';

/** What an indicator or observed-data object says besides the observables. */
export type Labelled = {
  readonly category: string;
  readonly labels: readonly string[];
  readonly properties?: JsonObject;
};

/**
 * The indicator for observables that MISP marks for detection (`to_ids`). Undefined if they give no pattern.
 */
export function toIndicator(
  conversion: Conversion,
  origin: Origin,
  observables: readonly Observable[],
  of: Labelled,
): StixObject | undefined {
  const pattern = toPattern(observables);
  return pattern === undefined
    ? undefined
    : indicatorOf(conversion, origin, { pattern, pattern_type: 'stix', pattern_version: '2.1' }, of);
}

/** An indicator with a pattern in any language. */
export function indicatorOf(conversion: Conversion, origin: Origin, pattern: JsonObject, of: Labelled): StixObject {
  const validFrom = origin.firstSeen ?? origin.timestamp;
  const { lastSeen, comment } = origin;
  return domainObject(
    conversion,
    'indicator',
    origin,
    {
      ...(comment === undefined ? {} : { description: comment }),
      ...pattern,
      valid_from: validFrom,
      ...(lastSeen !== undefined && isLater(validFrom, lastSeen) ? { valid_until: lastSeen } : {}),
      kill_chain_phases: [{ kill_chain_name: 'misp-category', phase_name: of.category }],
      ...of.properties,
    },
    of.labels,
  );
}

/** The observed-data object for observables that MISP does not mark for detection, followed by their objects. */
export function toObservedData(
  conversion: Conversion,
  origin: Origin,
  observables: readonly Observable[],
  of: Labelled,
): StixObject[] {
  const marked = markedWith(origin.markings);
  const objects = observables
    .flatMap((observable, index) => toObservableObjects(observable, `${origin.uuid}\n${index}`))
    .map((object) => ({ ...object, ...marked }));
  const firstObserved = origin.firstSeen ?? origin.timestamp;
  const { lastSeen, comment } = origin;
  const observedData = domainObject(
    conversion,
    'observed-data',
    origin,
    {
      first_observed: firstObserved,
      last_observed: lastSeen !== undefined && isLater(firstObserved, lastSeen) ? lastSeen : firstObserved,
      number_observed: 1,
      object_refs: [...new Set(objects.map(({ id }) => id))],
      ...(comment === undefined ? {} : { x_misp_comment: comment }),
      ...of.properties,
    },
    of.labels,
  );
  return [observedData, ...objects];
}
