import { type Amount, type Quantity, type Source, writeCommitment, writeCommitmentEvent } from '@entente/commitments';
import type { JsonObject } from '@entente/stix';
import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import { Problem } from '../http/problem.ts';
import type { ReleaseNames } from '../members/release-names.ts';
import type { GivenCommitment, GivenEvent, GivenQuantity } from './messages.ts';

/** What a person gives, as the STIX object that it means. Throws `invalid` and `not-found`. */
export function commitmentObject(
  names: ReleaseNames,
  viewer: Viewer,
  given: z.output<typeof GivenCommitment>,
): JsonObject {
  const { by, counterparts, partOf, replaces, sameAs, ...rest } = given;
  if (rest.from !== undefined && rest.until !== undefined && rest.until < rest.from) {
    throw new Problem('invalid', 'until must not be before from.');
  }
  const [committing = ''] = names.identities(viewer, [by]);
  const commitment = { ...present(rest), by: committing, counterparts: names.identities(viewer, counterparts) };
  return writeCommitment(commitment as Parameters<typeof writeCommitment>[0], [
    ...partOf.map((to) => ({ kind: 'part-of', to }) as const),
    ...replaces.map((to) => ({ kind: 'replaces', to }) as const),
    ...sameAs.map((to) => ({ kind: 'same-as', to }) as const),
  ]);
}

/** An event of a commitment. */
export function eventObject(
  names: ReleaseNames,
  viewer: Viewer,
  commitment: string,
  given: z.output<typeof GivenEvent>,
): JsonObject {
  const { quantity, source, reference, effective, effectiveUntil, ...rest } = given;
  if (effectiveUntil !== undefined && effectiveUntil < (effective ?? '')) {
    throw new Problem('invalid', 'effectiveUntil must not be before effective.');
  }
  const event = {
    ...present({ ...rest, effective, effectiveUntil }),
    commitment,
    source: sourceOf(names, viewer, source),
    ...(quantity === undefined ? {} : { quantity: quantityOf(quantity, commitment) }),
  };
  return {
    ...writeCommitmentEvent(event as Parameters<typeof writeCommitmentEvent>[0]),
    ...(reference === undefined
      ? {}
      : {
          external_references: [
            { source_name: reference.name, ...(reference.url === undefined ? {} : { url: reference.url }) },
          ],
        }),
  };
}

/** Who is meant as a source: a member or unit by its identity, else by name; absent: whoever publishes it. */
export function sourceOf(names: ReleaseNames, viewer: Viewer, source: string | undefined): Source {
  if (source === undefined) return { key: '', name: '' };
  const found = names.find(viewer, source);
  if (found !== undefined) return { key: found.identity, name: '' };
  return { key: source.toLowerCase(), name: source };
}

/** Throws `invalid` for a number that is none. */
export function quantityOf(given: z.output<typeof GivenQuantity>, self: string): Quantity {
  const { unit, currency, pricedOn, share, of, figure, on } = given;
  const amount = amountOf(given);
  if (share === true) {
    if (unit !== undefined || currency !== undefined) {
      throw new Problem('invalid', 'A share has no unit or currency: it has those of what it is a share of.');
    }
    return {
      kind: 'share',
      amount,
      of: of ?? self,
      ...(figure === undefined ? {} : { figure }),
      ...(on === undefined ? {} : { on }),
    };
  }
  if ((unit === undefined) === (currency === undefined)) {
    throw new Problem('invalid', 'A quantity has a unit or a currency, and not both.');
  }
  const measure =
    unit === undefined ? { currency: currency ?? '', ...(pricedOn === undefined ? {} : { on: pricedOn }) } : { unit };
  return { kind: 'measured', amount, measure };
}

function amountOf({ bound, value, low, high }: z.output<typeof GivenQuantity>): Amount {
  if (bound === 'range') {
    if (low === undefined || high === undefined || low > high) {
      throw new Problem('invalid', 'A range has a low and a high number.');
    }
    return { bound, low, high };
  }
  if (value === undefined) throw new Problem('invalid', 'A quantity has a value.');
  return { bound, value };
}

/** The same without what is undefined. */
function present<T extends object>(object: T): Partial<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Partial<T>;
}
