import { writeCommitment, writeCommitmentEvent } from '@entente/commitments';
import type { Core } from '@entente/server';
import type { JsonObject } from '@entente/stix';

const eventsOfCommitment = 5;
const created = '2019-02-06T12:00:00.000Z';
const kinds = ['forces', 'funding', 'training', 'aircraft'] as const;
const series = ['announced', 'pledged', 'deployed', 'withdrawal-ordered', 'withdrawn'] as const;

/** A ledger of so many events, a fifth as many commitments, some of them linked; each under one of the markings. */
export function* ledgerOf(core: Core, events: number, markings: readonly string[]): Generator<Buffer> {
  for (let number = 0; number < events / eventsOfCommitment; number += 1) {
    const commitment = writeCommitment(
      {
        name: `Commitment ${number}`,
        kind: kinds[number % kinds.length] ?? 'forces',
        by: memberOf(core, number),
        counterparts: [],
        dependsOn: number % 50 === 1 ? [idOf('commitment', number - 1)] : [],
        place: `Place ${number % 20}`,
      },
      number % 10 === 9
        ? [{ kind: number % 20 === 9 ? 'part-of' : 'same-as', to: idOf('commitment', number - 4) }]
        : [],
    );
    yield stored(core, idOf('commitment', number), commitment, markings, number);
  }
  for (let number = 0; number < events; number += 1) yield eventOf(core, number, markings);
}

/** The event of a number, of which there may be more than the ledger began with. */
export function eventOf(core: Core, number: number, markings: readonly string[]): Buffer {
  const of = Math.floor(number / eventsOfCommitment);
  const kind = series[number % eventsOfCommitment] ?? 'pledged';
  const event = writeCommitmentEvent({
    commitment: idOf('commitment', of),
    kind,
    quantity: {
      kind: 'measured',
      amount: { bound: number % 3 === 0 ? 'about' : 'exact', value: 10 + ((number * 7) % 500) },
      measure: of % 4 === 1 ? { currency: 'USD' } : { unit: kinds[of % 4] === 'aircraft' ? 'aircraft' : 'troops' },
    },
    said: dayOf(number),
    source: { key: memberOf(core, number % 11 === 0 ? of + 1 : of), name: '' },
    corrects: [],
    denies: [],
    documents: [],
  });
  return stored(core, idOf('commitment-event', number), event, markings, of);
}

function stored(core: Core, id: string, object: JsonObject, markings: readonly string[], number: number): Buffer {
  const marking = markings[number % markings.length];
  const published = { ...object, spec_version: '2.1', id, created, modified: created };
  const refs = marking === undefined ? {} : { object_marking_refs: [marking] };
  return Buffer.from(JSON.stringify({ ...published, ...refs, created_by_ref: memberOf(core, 0) }));
}

const identities = new WeakMap<Core, readonly string[]>();
function memberOf(core: Core, number: number): string {
  const all = identities.get(core) ?? core.members.all().map(({ identity }) => identity);
  identities.set(core, all);
  return all[number % all.length] ?? '';
}

export function idOf(type: string, number: number): string {
  return `${type}--${number.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
}

export function dayOf(number: number): string {
  return new Date(Date.UTC(2014, 8, 10) + (number % 1600) * 86_400_000).toISOString().slice(0, 10);
}
