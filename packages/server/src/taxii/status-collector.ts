import type { BadDocument, BadMember } from '@entente/stix';
import type { Outcome } from '../objects/outcome.ts';
import type { StatusDetails } from './status-store.ts';

/** A longer list is left out: one that names some objects only would contradict its count. */
const mostNamed = 25_000;

/**
 * Gathers what became of the objects of one request, in order, into the counts and lists of a status (section 4.3.1).
 * `nameVersion` says what the version of an object without versions is called, once it is stored.
 */
export function createStatusCollector(now: () => string, nameVersion: (id: string) => string) {
  const successes: StatusDetails[] = [];
  const failures: StatusDetails[] = [];
  let success = 0;
  let failure = 0;

  function fail({ id, version, message }: Required<StatusDetails>): void {
    // What has no id is named by its place.
    const place = id === 'unknown' ? `objects[${success + failure}]: ` : '';
    failure += 1;
    if (failure <= mostNamed) failures.push({ id, version, message: `${place}${message}` });
  }

  function named({ id, version }: StatusDetails): StatusDetails {
    return { id, version: version === '' ? nameVersion(id) : version };
  }

  return {
    tell(outcome: Outcome | BadMember | BadDocument): void {
      if (!('state' in outcome)) {
        fail({ id: 'unknown', version: now(), message: `${outcome.message} (${outcome.rule})` });
      } else if (outcome.state === 'refused') {
        fail({ id: outcome.id, version: outcome.version, message: sentence(outcome.refusals) });
      } else {
        success += 1;
        if (success <= mostNamed) successes.push({ id: outcome.id, version: outcome.version });
      }
    },
    result: () => ({
      total_count: success + failure,
      success_count: success,
      ...(success > 0 && success <= mostNamed ? { successes: successes.map(named) } : {}),
      failure_count: failure,
      ...(failure > 0 && failure <= mostNamed ? { failures } : {}),
      pending_count: 0,
    }),
  };
}

function sentence(refusals: Extract<Outcome, { state: 'refused' }>['refusals']): string {
  return refusals
    .map(({ path, message, rule, section }) => `${path}: ${message} (${rule}, STIX 2.1 section ${section})`)
    .join('; ');
}
