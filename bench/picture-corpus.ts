import { writeCommitment, writeCommitmentEvent } from '@entente/commitments';
import { opinions, writeClaim, writePosition, writeStatement } from '@entente/positions';
import type { Core } from '@entente/server';
import type { JsonObject } from '@entente/stix';

/** As many members and claims as the board is drawn for. */
export const members = 79;
export const claims = 40;
/** Of each member so many speak, on each claim. */
const speakers = 5;
const eventsOfCommitment = 20;
const created = '2019-02-06T12:00:00.000Z';

/** All claims, a position of each member on each, and `count` statements on them; each under one of the markings. */
export function* positionsOf(core: Core, count: number, markings: readonly string[]): Generator<Buffer> {
  const identities = core.members.all().map(({ identity }) => identity);
  const member = (number: number): string => identities[number % identities.length] ?? '';
  for (let number = 1; number <= claims; number += 1) {
    const claim = writeClaim({ name: `Proposition ${number}`, aliases: [], places: [], askedOf: [] });
    yield bytes(idOf('claim', number), claim, []);
  }
  for (let number = 0; number < claims * members; number += 1) {
    const held = writePosition({
      claim: idOf('claim', 1 + (number % claims)),
      holder: member(Math.floor(number / claims)),
      answer: 'opinion',
      opinion: opinions[number % opinions.length] ?? 'neutral',
      since: dayOf(number),
      basis: [],
    });
    yield bytes(idOf('opinion', number), held, marked(markings, number));
  }
  for (let number = 0; number < count; number += 1) {
    yield bytes(idOf('statement', number), statementOf(identities, number), marked(markings, number));
  }
}

/** The statement of a number: somebody speaks for each member in turn, on each claim in turn. */
function statementOf(identities: readonly string[], number: number): JsonObject {
  const speaker = (number % members) * speakers + (Math.floor(number / (members * claims)) % speakers);
  return writeStatement({
    claim: idOf('claim', 1 + (Math.floor(number / members) % claims)),
    speaker: idOf('identity', speaker),
    speakerName: `Speaker ${speaker}`,
    spokenFor: identities[number % identities.length] ?? '',
    quote: `What was said the ${number}th time, at some length, on a matter of some weight.`,
    stance: opinions[(number * 7) % opinions.length] ?? 'neutral',
    said: dayOf(number),
    kind: 'said',
    negated: false,
    hedged: false,
    sourceSpans: [],
    cueSpans: [],
    contentSpans: [],
    quantities: [],
  });
}

/** Commitments with as many events, each under one of the markings. */
export function* ledgerOf(core: Core, events: number, markings: readonly string[]): Generator<Buffer> {
  const identities = core.members.all().map(({ identity }) => identity);
  const by = (number: number): string => identities[number % identities.length] ?? '';
  for (let number = 0; number < events / eventsOfCommitment; number += 1) {
    const commitment = writeCommitment({
      name: `Commitment ${number}`,
      kind: 'forces',
      by: by(number),
      counterparts: [],
      dependsOn: [],
      place: `Place ${number % 20}`,
    });
    yield bytes(idOf('commitment', number), commitment, marked(markings, number));
  }
  for (let number = 0; number < events; number += 1) {
    const of = Math.floor(number / eventsOfCommitment);
    const event = writeCommitmentEvent({
      commitment: idOf('commitment', of),
      kind: number % 2 === 0 ? 'pledged' : 'deployed',
      quantity: {
        kind: 'measured',
        amount: { bound: 'exact', value: 10 + (number % 500) },
        measure: { unit: 'troops' },
      },
      said: dayOf(number),
      source: { key: by(of), name: '' },
      corrects: [],
      denies: [],
      documents: [],
    });
    yield bytes(idOf('commitment-event', number), event, marked(markings, of));
  }
}

function bytes(id: string, object: JsonObject, markings: readonly string[]): Buffer {
  const terms = markings.length === 0 ? {} : { object_marking_refs: markings };
  return Buffer.from(JSON.stringify({ ...object, spec_version: '2.1', id, created, modified: created, ...terms }));
}

function marked(markings: readonly string[], number: number): string[] {
  const list = markings[number % markings.length];
  return list === undefined ? [] : [list];
}

export function idOf(type: string, number: number): string {
  return `${type}--${number.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
}

function dayOf(number: number): string {
  return new Date(Date.parse('2018-12-01T00:00:00Z') + (number % 90) * 86_400_000).toISOString().slice(0, 10);
}
