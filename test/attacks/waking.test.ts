import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Caller, startCoalition } from './coalition.ts';
import { openEvents } from './events.ts';
import { note, releaseTo, tlp } from './objects.ts';

/** Streams say when there is something new, and that is all they say: so they must say it to nobody else. */

const coalition = await startCoalition();
after(() => coalition[Symbol.asyncDispose]());
const { us, france, iraq, api, ask } = coalition;
const analyst = await coalition.account('analyst@france.example', france.principal, 'analyst');
const officer = await coalition.account('officer@france.example', france.principal, 'release-officer');
const colleague = await coalition.account('colleague@france.example', france.principal, 'analyst');
const admin = await coalition.account('admin@france.example', france.principal, 'member-admin');

/** Does something, and says which of the others it has woken beside him who is meant. */
async function woken(what: () => Promise<unknown>, meant: Caller, ...others: readonly Caller[]): Promise<boolean[]> {
  const streams = [];
  for (const who of others) streams.push(await openEvents(coalition.node.url, who));
  // They are woken in the order in which they came, and so before him.
  const last = await openEvents(coalition.node.url, meant);
  await what();
  await last.next('new');
  await Promise.all(others.map((who) => coalition.read(who, '/api/me')));
  const seen = streams.map((events) => events.seen().includes('new'));
  for (const events of [...streams, last]) events.close();
  return seen;
}

test('what waits for a second person wakes who decides and who asked, whoever handed it in', async () => {
  const policy = { widerThan: 'amber', partners: [], dates: [] };
  assert.equal((await api(admin, 'PUT', '/api/members/France/policy', policy)).status, 200);
  for (const [who, others] of [
    [analyst, [colleague, france.readOnly, iraq, us.readOnly]],
    [france, [analyst, colleague, france.readOnly, iraq, us.readOnly]],
  ] as const) {
    const handIn = async () => {
      const object = { type: 'note', content: 'x', object_refs: [france.identity] };
      const { status, text } = await api(who, 'POST', '/api/objects', {
        collection: 'open',
        terms: { tlp: 'green' },
        object,
      });
      assert.equal(status, 202, text);
    };
    assert.deepEqual(
      await woken(handIn, officer, ...others),
      others.map(() => false),
    );
  }
});

test('a request about what one person alone has wakes nobody else of his member', async () => {
  const accounts = JSON.parse(await coalition.read(admin, '/api/accounts')) as {
    accounts: { id: string; email: string }[];
  };
  const { id } = accounts.accounts.find(({ email }) => email === 'analyst@france.example') ?? {};
  assert.equal((await api(admin, 'PATCH', `/api/accounts/${id}`, { clearedForRed: true })).status, 200);
  const toFrance = releaseTo(us, france);
  const secret = note(us, [tlp('red'), toFrance.id]);
  await coalition.store(us, [toFrance, secret]);
  assert.equal((await ask(analyst, { path: `/api/objects/${secret.id}` })).status, 200);
  assert.equal((await ask(colleague, { path: `/api/objects/${secret.id}` })).status, 404);
  const asking = async () => {
    const wanted = { object: secret.id, to: ['Iraq'], reason: 'We work on it together.' };
    const { status, text } = await api(analyst, 'POST', '/api/release-requests', wanted);
    assert.equal(status, 201, text);
  };
  const others = [colleague, officer, france.readOnly, iraq];
  assert.deepEqual(
    await woken(asking, us, ...others),
    others.map(() => false),
  );
});
