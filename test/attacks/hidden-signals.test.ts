import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { SignalKind } from '@entente/positions';
import { type Caller, startCoalition } from './coalition.ts';
import { openEvents } from './events.ts';
import { claim, position, releaseTo, statement, tlp } from './objects.ts';
import { difference, told } from './told.ts';

/**
 * For each kind of signal: what France may not see makes a signal for who sees it, takes away or alters one that is there,
 * and changes nothing of what France reads or is told, byte for byte.
 */

const coalition = await startCoalition();
after(() => coalition[Symbol.asyncDispose]());
const { us, france, iraq, nato, interpol } = coalition;
const green = [tlp('green')];
const toIraq = releaseTo(us, iraq);
const hidden = [tlp('amber'), toIraq.id];
await coalition.store(us, [toIraq]);

/** What is stored on a claim, under its markings. */
type Put = (on: string, markings: readonly string[]) => readonly object[];

const stands =
  (who: { readonly identity: string }, opinion: string, since: string): Put =>
  (on, markings) => [position(us, markings, on, who.identity, opinion, since)];
const says =
  (who: { readonly identity: string }, stance: string, said: string, more: object = {}): Put =>
  (on, markings) => [{ ...statement(us, markings, on, who.identity, stance, said), ...more }];
const both =
  (...puts: readonly Put[]): Put =>
  (on, markings) =>
    puts.flatMap((put) => put(on, markings));
const troops = (value: number): object => ({ quantities: [{ value, measure: 'count', bound: 'exact', of: 'troops' }] });
const asked = { asked_by_ref: us.identity, asked_on: '2019-01-10', asked_of_refs: [nato.identity] };
const forNato = { spoken_for_ref: nato.identity };

/** What France sees, what more makes the signal, and what takes it away again or makes it another. */
const cases: readonly { kind: SignalKind; shown: Put; makes: Put; changes: Put; asks?: object }[] = [
  {
    kind: 'contradiction',
    shown: stands(nato, 'agree', '2019-02-01'),
    makes: stands(interpol, 'disagree', '2019-02-02'),
    changes: stands(interpol, 'agree', '2019-02-03'),
  },
  {
    kind: 'divided',
    shown: stands(nato, 'agree', '2019-02-01'),
    makes: says(interpol, 'strongly-disagree', '2019-02-02', forNato),
    changes: says(interpol, 'agree', '2019-02-03', forNato),
  },
  {
    kind: 'reversal',
    shown: stands(nato, 'agree', '2019-01-01'),
    makes: stands(nato, 'disagree', '2019-02-01'),
    changes: stands(nato, 'strongly-disagree', '2019-02-03'),
  },
  {
    kind: 'shift',
    shown: stands(nato, 'strongly-agree', '2019-01-01'),
    makes: stands(nato, 'agree', '2019-02-01'),
    changes: stands(nato, 'disagree', '2019-02-03'),
  },
  {
    kind: 'clarification',
    shown: stands(nato, 'strongly-agree', '2019-02-01'),
    makes: says(interpol, 'agree', '2019-02-03', { ...forNato, kind: 'clarified' }),
    changes: says(interpol, 'agree', '2019-02-04', { ...forNato, kind: 'clarified' }),
  },
  {
    kind: 'numbers',
    shown: says(nato, 'agree', '2019-02-01', troops(2000)),
    makes: says(interpol, 'agree', '2019-02-02', troops(4000)),
    changes: says(interpol, 'agree', '2019-02-03', troops(2000)),
  },
  {
    kind: 'assessment',
    shown: stands(nato, 'strongly-agree', '2019-02-01'),
    makes: says(interpol, 'disagree', '2019-02-02', { kind: 'assessed' }),
    changes: says(interpol, 'agree', '2019-02-03', { kind: 'assessed' }),
  },
  {
    kind: 'silence',
    asks: asked,
    shown: both(),
    makes: both(),
    changes: stands(nato, 'agree', '2019-02-03'),
  },
];

// Their subscriptions name the kinds above.
const [person, general] = (await Promise.all(['france', 'iraq'].map(analyst))) as [Caller, Caller];

for (const { kind, shown, makes, changes, asks = {} } of cases) {
  test(`${kind}: what is hidden makes it, and changes it, for those alone who see that`, async () => {
    // Half of the signal is seen; and all of it, on another claim, whose rest is hidden.
    const half = { ...claim(us, green, `Half of a ${kind}.`), ...(kind === 'silence' ? {} : asks) };
    const whole = { ...claim(us, green, `A ${kind}.`), ...asks };
    await coalition.store(us, [half, ...shown(half.id, green), whole, ...both(shown, makes)(whole.id, green)]);
    assert.ok(!(await has(france, kind, half.id)));
    assert.ok(await has(france, kind, whole.id), 'the signal is there to be shifted');

    const before = await pictureOf(half.id, whole.id);
    const iraqs = { signals: await coalition.read(iraq, '/api/signals'), alerts: await alertsOf(general) };
    const streams = await Promise.all([france, person].map((who) => openEvents(coalition.node.url, who)));
    const question = kind === 'silence' ? { ...claim(us, hidden, 'A hidden question.'), ...asks } : undefined;
    const on = question?.id ?? half.id;
    await coalition.store(us, [...(question ? [question] : []), ...makes(on, hidden), ...changes(whole.id, hidden)]);

    const after = await pictureOf(half.id, whole.id);
    for (const [path, text] of before) {
      const found = difference(text, after.get(path) ?? '');
      assert.equal(found, undefined, `${path}: ${found}`);
    }
    for (const events of streams) {
      assert.deepEqual(events.seen(), ['hello']);
      events.close();
    }
    assert.ok(await has(iraq, kind, on), 'who sees it has the signal');
    assert.notEqual(await coalition.read(iraq, '/api/signals'), iraqs.signals);
    assert.notEqual(await alertsOf(general), iraqs.alerts, 'and is told of it');
  });
}

/** An analyst of a member who wants to be told of signals of all kinds. */
async function analyst(name: string): Promise<Caller> {
  const { principal } = name === 'france' ? france : iraq;
  const account = await coalition.account(`${name}@signals.example`, principal, 'analyst');
  const watch = { about: 'signals', kinds: cases.map(({ kind }) => kind) };
  assert.equal((await coalition.api(account, 'POST', '/api/alerts/subscriptions', { watch })).status, 201);
  return account;
}

async function alertsOf(who: Caller): Promise<string> {
  await coalition.core.alerts.run();
  return coalition.read(who, '/api/alerts');
}

async function has(who: Caller, kind: SignalKind, on: string): Promise<boolean> {
  const { signals } = JSON.parse(await coalition.read(who, '/api/signals')) as {
    signals: readonly { kind: string; claim?: { id: string } }[];
  };
  return signals.some((each) => each.kind === kind && each.claim?.id === on);
}

/** All that the pictures tell France, and what its analyst is told. */
async function pictureOf(...claims: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const member = `/api/members/${nato.identity}/positions`;
  const paths = [
    '/api/signals',
    '/api/signals?dismissed=true',
    '/api/signals?asOf=2019-02-02',
    '/api/positions',
    '/api/positions?asOf=2019-02-02',
    '/api/positions/changes',
    '/api/claims',
    '/api/overview',
    '/api/objects?type=statement&facets=true',
    '/api/objects?type=opinion&facets=true',
    member,
    `${member}?asOf=2019-02-02`,
    ...claims.flatMap((id) => [`/api/claims/${id}`, `/api/claims/${id}?asOf=2019-02-02`, `/api/objects/${id}/graph`]),
  ];
  const picture = new Map([['alerts', await alertsOf(person)]]);
  for (const path of paths) {
    const answer = await coalition.ask(france, { path });
    assert.equal(answer.status, 200, path);
    picture.set(path, told(answer));
  }
  return picture;
}
