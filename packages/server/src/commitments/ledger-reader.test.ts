import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { writeCommitment, writeCommitmentEvent } from '@entente/commitments';
import type { JsonObject, StixObject } from '@entente/stix';
import { startTestApp, type TestApp } from '../http/test-app.ts';
import { atOnce } from '../projections/in-slices.ts';
import { type Ledger, ledgerOf } from './ledger.ts';
import { createLedgerRows } from './ledger-rows.ts';

const green = 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb';
const commitment = 'commitment--11111111-1111-4111-8111-111111111111';

describe('a viewer’s ledger', () => {
  let app: TestApp;
  before(async () => {
    app = await startTestApp();
  });
  after(() => app[Symbol.asyncDispose]());

  /** Read anew, with nothing that is kept. */
  function readLedger(member: string): Ledger {
    const [rowsOf, viewer] = [createLedgerRows(app.database), app.viewer(member)];
    const rows = atOnce(rowsOf.inSteps(viewer, rowsOf.terms(viewer)));
    return ledgerOf([...rows.values()].filter((row) => app.core.reader.isShown(viewer, row)));
  }
  async function publish(member: string, object: JsonObject, id: string, modified: string, marking = green) {
    const value = {
      ...object,
      spec_version: '2.1',
      id,
      created: '2034-01-01T00:00:00.000Z',
      modified,
      created_by_ref: app.identity(member),
      object_marking_refs: [marking],
    } as unknown as StixObject;
    const incoming = [{ bytes: Buffer.from(JSON.stringify(value)), value }];
    const [outcome] = await app.core.service.add(app.viewer(member), app.open, incoming);
    assert.notEqual(outcome?.state, 'refused', JSON.stringify(outcome));
  }
  const troops = (value: number, kind: 'pledged' | 'deployed' = 'deployed') =>
    writeCommitmentEvent({
      commitment,
      kind,
      quantity: { kind: 'measured', amount: { bound: 'exact', value }, measure: { unit: 'troops' } },
      said: '2034-01-01',
      source: { key: '', name: '' },
      corrects: [],
      denies: [],
      documents: [],
    });
  const made = () =>
    writeCommitment({
      name: 'Troops',
      kind: 'forces',
      by: app.identity('France'),
      counterparts: [],
      dependsOn: [],
    });
  const eventId = (number: number) => `commitment-event--11111111-1111-4111-8111-${String(number).padStart(12, '0')}`;
  const of = (member: string, known?: string): Ledger => app.core.ledger.reader.of(app.viewer(member), known);
  const delivered = (member: string, known?: string): number | undefined =>
    of(member, known).states({ valid: '2035-06-01' }).get(commitment)?.figures.delivered?.value.best;

  it('tells what was known by then from when it came, whatever day its author writes', async () => {
    app.time.now = Date.parse('2035-04-01T10:00:00.000Z');
    await publish('France', made(), commitment, '2034-01-01T00:00:00.000Z');
    await publish('France', troops(200), eventId(1), '2034-01-01T00:00:00.000Z');
    app.time.now = Date.parse('2035-04-10T10:00:00.000Z');
    await publish('France', troops(900), eventId(1), '2034-01-02T00:00:00.000Z');
    assert.equal(delivered('Iraq'), 900);
    assert.equal(of('Iraq', '2034-06-01T00:00:00Z').commitments.size, 0, 'nothing had come');
    assert.equal(delivered('Iraq', '2035-04-05T00:00:00Z'), 200, 'the version before');
    assert.equal(delivered('Iraq', '2035-04-11T00:00:00Z'), 900);
  });

  it('follows what changes, and is what it would be read anew', async () => {
    const same = (member: string): void => {
      const fresh = readLedger(member);
      const { commitments, events, links, places } = of(member);
      assert.deepEqual(
        [[...commitments.values()], events, links, [...places.keys()].sort()],
        [[...fresh.commitments.values()], fresh.events, fresh.links, [...fresh.places.keys()].sort()],
      );
      assert.deepEqual(new Map(of(member).states({ valid: '2035-06-01' })), fresh.states({ valid: '2035-06-01' }));
    };
    const unchanged = of('Iraq');
    assert.equal(of('Norway'), unchanged, 'viewers of the same terms share it');
    for (let number = 2; number < 6; number += 1) {
      app.time.now += 86_400_000;
      await publish('France', troops(number * 100, 'pledged'), eventId(number), '2034-01-01T00:00:00.000Z');
      for (const member of ['France', 'Iraq', 'Norway']) same(member);
    }
    // Under terms that Iraq loses, and that nobody has had before.
    await publish(
      'France',
      troops(5),
      eventId(5),
      '2034-02-01T00:00:00.000Z',
      'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
    );
    await publish('France', { ...troops(4), revoked: true }, eventId(4), '2034-02-01T00:00:00.000Z');
    for (const member of ['France', 'Iraq', 'Norway']) same(member);
    assert.equal(of('France').events.length - of('Iraq').events.length, 1);
    // A share of another: what it is a share of changes after it.
    const second = 'commitment--22222222-2222-4222-8222-222222222222';
    const stamp = '2034-01-01T00:00:00.000Z';
    await publish('France', { ...made(), name: 'Half' }, second, stamp);
    same('Iraq');
    const share = { measure: 'share', value: 0.5, of_ref: commitment };
    await publish('France', { ...troops(1), commitment_ref: second, quantity: share }, eventId(6), stamp);
    for (const [value, number] of [
      [300, 7],
      [500, 8],
    ] as const) {
      app.time.now += 86_400_000;
      await publish('France', troops(value), eventId(number), stamp);
      same('Iraq');
    }
  });

  it('is the same where what was written is for others alone', async () => {
    const before = of('Iraq');
    const red = 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1';
    await publish('France', troops(77), eventId(9), '2034-01-01T00:00:00.000Z', red);
    assert.equal(of('Iraq'), before, 'nothing is made anew for whom nothing changed');
    assert.notEqual(of('France').series.get(commitment)?.length, before.series.get(commitment)?.length);
  });

  it('is read in slices while others write and purge, and is what it would be read anew', async () => {
    const stamp = '2034-03-01T00:00:00.000Z';
    const many = Array.from({ length: 2500 }, (_, place) => {
      const id = eventId(1000 + place);
      const value = {
        ...troops(place),
        spec_version: '2.1',
        id,
        created: stamp,
        modified: stamp,
        created_by_ref: app.identity('France'),
        object_marking_refs: [green],
      } as unknown as StixObject;
      return { bytes: Buffer.from(JSON.stringify(value)), value };
    });
    // More than are followed one by one: nothing that was held is of use.
    await app.core.service.add(app.viewer('France'), app.open, many);
    const officer = await app.person('officer', { member: 'France', roles: ['analyst', 'release-officer'] });
    const { reader } = app.core.ledger;
    const viewer = app.viewer('Iraq');
    const preparing = reader.prepare(viewer);
    const other = reader.prepare(app.viewer('Norway'));
    await publish('France', troops(12_345), eventId(5000), stamp);
    await app.must(officer, 'POST', '/api/recalls', { object: eventId(1001), reason: 'Wrong' });
    await Promise.all([preparing, other]);
    const fresh = readLedger('Iraq');
    const { events, commitments, places } = reader.of(viewer);
    assert.ok(events.length > 2500);
    assert.deepEqual(
      [[...commitments.values()], events, [...places.keys()].sort()],
      [[...fresh.commitments.values()], fresh.events, [...fresh.places.keys()].sort()],
    );
    const ledger = reader.of(viewer);
    await reader.prepare(viewer);
    assert.equal(reader.of(viewer), ledger, 'what is at hand is not read again');
  });

  it('is read ahead, when the node starts, for who read here before', async () => {
    await using other = await startTestApp();
    const { ledger, noteRead } = other.core;
    ledger.start();
    noteRead(other.viewer('Norway').principal);
    ledger.start();
    // Whoever asks meanwhile is answered.
    assert.equal(ledger.reader.of(other.viewer('Norway')).commitments.size, 0);
  });

  it('is kept for several who see different terms', async () => {
    const red = 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1';
    await publish('Norway', troops(78), eventId(10), '2034-01-01T00:00:00.000Z', red);
    const members = ['France', 'Iraq', 'Norway'];
    const first = members.map((member) => of(member));
    assert.equal(new Set(first).size, members.length);
    for (const [place, member] of members.entries()) assert.equal(of(member), first[place], member);
  });
});
