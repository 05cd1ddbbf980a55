import type { BadDocument, BadMember } from '@entente/stix';
import { Problem } from '../http/problem.ts';
import type { Outcome } from '../objects/object-writer.ts';
import type { StatusDetails } from './status-store.ts';

/** So many objects are named one by one; the counts are always complete. */
const mostNamed = 10_000;

/** Gathers what became of the objects of one request into the counts and lists of a status (section 4.3.1). */
export function createStatusCollector(now: () => string) {
  const successes: StatusDetails[] = [];
  const failures: StatusDetails[] = [];
  let success = 0;
  let failure = 0;

  function fail(details: StatusDetails): void {
    failure += 1;
    if (failures.length < mostNamed) failures.push(details);
  }

  return {
    tell(outcome: Outcome | BadMember | BadDocument): void {
      if (!('state' in outcome)) {
        // Nothing of a broken document that was stored before is lost, but its end is unknown: say so plainly.
        if (outcome.scope === 'document' && success + failure === 0) {
          throw new Problem('bad-request', `The body is not a TAXII envelope: ${outcome.message}`);
        }
        fail({ id: 'unknown', version: now(), message: `${outcome.rule}: ${outcome.message}` });
      } else if (outcome.state === 'refused') {
        fail({ id: outcome.id, version: outcome.version, message: sentence(outcome.refusals) });
      } else {
        success += 1;
        if (successes.length < mostNamed) successes.push({ id: outcome.id, version: outcome.version });
      }
    },
    result: () => ({
      total_count: success + failure,
      success_count: success,
      ...(successes.length > 0 ? { successes } : {}),
      failure_count: failure,
      ...(failures.length > 0 ? { failures } : {}),
      pending_count: 0,
    }),
  };
}

function sentence(refusals: Extract<Outcome, { state: 'refused' }>['refusals']): string {
  return refusals
    .map(({ path, message, rule, section }) => `${path}: ${message} (${rule}, STIX 2.1 section ${section})`)
    .join('; ');
}
