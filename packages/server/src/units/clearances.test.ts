import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Credential, startTestNode, type TestNode } from './test-units.ts';

/** What follows from changes: losses at once, gains as catch-ups that a client polling with `added_after` gets. */
describe('clearances that change', () => {
  let node: TestNode;
  let iraq: Credential;
  let norway: Credential;
  before(async () => {
    node = await startTestNode();
    ({ iraq, norway } = node.admins);
  });
  after(() => node[Symbol.asyncDispose]());

  const change = (unit: string, body: object) => node.must(iraq, 'PATCH', `/api/units/${unit}`, body);
  const changeAccount = (id: string, body: object) => node.must(iraq, 'PATCH', `/api/accounts/${id}`, body);

  it('a served unit is allowed AMBER: token and people gain by catch-up; withdrawn, they lose at once', async () => {
    const { id } = await node.unit(iraq, 'Iraq', { name: 'Baghdad Police', kind: 'served' });
    const { email } = await node.person(iraq, 'officer', { unit: 'Baghdad Police' });
    const viewers = [await node.token(iraq, { unit: 'Baghdad Police' }), node.basic(email)];
    await node.publish(norway, 'an amber lead', 'amber', ['Iraq']);
    await node.publish(norway, 'a green lead', 'green', ['Iraq']);
    const cursors: string[] = [];
    for (const viewer of viewers) {
      const { notes, last } = await node.poll(viewer);
      assert.deepEqual(notes, ['a green lead']);
      cursors.push(last);
    }
    await change(id, { amber: true });
    await node.settled();
    for (const [place, viewer] of viewers.entries()) {
      assert.deepEqual((await node.poll(viewer, cursors[place])).notes, ['an amber lead'], 'by its cursor');
      assert.deepEqual(await node.browse(viewer), ['an amber lead', 'a green lead']);
    }
    await change(id, { amber: false });
    for (const viewer of viewers) {
      assert.deepEqual((await node.poll(viewer)).notes, ['a green lead']);
      assert.deepEqual(await node.browse(viewer), ['a green lead']);
    }
  });

  it('an internal unit is appointed for AMBER+STRICT, and no longer', async () => {
    const { id } = await node.unit(iraq, 'Iraq', { name: 'Border', kind: 'internal' });
    const token = await node.token(iraq, { unit: id });
    await node.publish(norway, 'a strict lead', 'amber+strict', ['Iraq']);
    const { last, notes } = await node.poll(token);
    assert.equal(notes.includes('a strict lead'), false);
    await change(id, { amberStrict: true });
    await node.settled();
    assert.deepEqual((await node.poll(token, last)).notes, ['a strict lead']);
    await change(id, { amberStrict: false });
    assert.equal((await node.poll(token)).notes.includes('a strict lead'), false);
  });

  it('a person is appointed for RED by an admin of his member, and by nobody else', async () => {
    const { id, email } = await node.person(iraq, 'reda');
    const person = await node.session(email);
    await node.publish(norway, 'a red lead', 'red', ['Iraq']);
    const { last, notes } = await node.poll(person);
    assert.equal(notes.includes('a red lead'), false);
    const appoint = { clearedForRed: true };
    const foreign = await node.ask(norway, 'PATCH', `/api/accounts/${id}`, appoint);
    assert.deepEqual([foreign.status, JSON.parse(foreign.text).error.reason], [403, 'not-its-member']);
    assert.equal((await node.ask(person, 'PATCH', `/api/accounts/${id}`, appoint)).status, 403);
    const { account } = await node.must<{ account: { id: string } }>(iraq, 'GET', '/api/me');
    const himself = await node.ask(iraq, 'PATCH', `/api/accounts/${account.id}`, appoint);
    assert.deepEqual([himself.status, JSON.parse(himself.text).error.reason], [403, 'oneself']);

    await changeAccount(id, appoint);
    await node.settled();
    assert.deepEqual((await node.poll(person, last)).notes, ['a red lead'], 'in the session that was open');
    assert.equal(
      (await node.poll(await node.token(iraq))).notes.includes('a red lead'),
      false,
      'a token of the member',
    );
    await changeAccount(id, { clearedForRed: false });
    assert.equal((await node.poll(person)).notes.includes('a red lead'), false);
  });

  it('who is disabled has nothing; enabled, he has it again without being sent all of it anew', async () => {
    const { id, email, identity } = await node.person(iraq, 'dora');
    await node.publish(norway, 'red to Dora', 'red', [identity]);
    assert.ok((await node.poll(node.basic(email))).notes.includes('red to Dora'));
    const principal = Number(
      node.core.database.prepare('SELECT principal FROM account WHERE id = ?').get(id)?.principal,
    );
    assert.notDeepEqual(node.core.terms.visible(principal).ids, []);
    await changeAccount(id, { disabled: true });
    assert.equal((await node.ask(node.basic(email), 'GET', '/api/objects')).status, 401);
    assert.deepEqual(node.core.terms.visible(principal).ids, []);
    const placements = () => node.core.database.prepare('SELECT count(*) AS n FROM placement').get()?.n;
    const before = placements();
    await changeAccount(id, { disabled: false });
    await node.settled();
    assert.equal(placements(), before);
    const { notes, last } = await node.poll(node.basic(email));
    assert.ok(notes.includes('red to Dora'));
    // What he gains from now on is placed before him again.
    await node.publish(norway, 'red to Iraq, again', 'red', ['Iraq']);
    await changeAccount(id, { clearedForRed: true });
    await node.settled();
    assert.ok((await node.poll(node.basic(email), last)).notes.includes('red to Iraq, again'));
  });

  it('a closed unit has nothing, and its accounts, sessions and tokens end', async () => {
    const { id } = await node.unit(iraq, 'Iraq', { name: 'Short-lived', kind: 'internal' });
    const { email } = await node.person(iraq, 'temp', { unit: 'Short-lived' });
    const credentials = [await node.token(iraq, { unit: id }), await node.session(email), node.basic(email)];
    for (const each of credentials) assert.equal((await node.ask(each, 'GET', '/api/me')).status, 200);
    await change(id, { closed: true });
    for (const each of credentials) assert.equal((await node.ask(each, 'GET', '/api/me')).status, 401);
    assert.deepEqual(node.core.terms.visible(node.core.units.find(id)?.unit ?? 0).ids, []);
    assert.equal((await node.ask(iraq, 'PATCH', `/api/units/${id}`, { amberStrict: true })).status, 409);
    const late = { email: 'late@people.example', name: 'x', password: node.password, unit: 'Short-lived' };
    assert.equal((await node.ask(iraq, 'POST', '/api/accounts', late)).status, 422);
  });

  it('a unit added to a group, or as a reader of a collection, reads what that gives', async () => {
    await node.unit(iraq, 'Iraq', { name: 'Port', kind: 'internal' });
    const port = await node.token(iraq, { unit: 'Port' });
    const member = await node.token(iraq);
    await node.must(norway, 'POST', '/api/groups', { name: 'Harbours', members: ['Iraq/Port'] });
    await node.publish(norway, 'to the harbours', 'amber', ['Harbours']);
    assert.ok((await node.poll(port)).notes.includes('to the harbours'));
    assert.equal((await node.poll(member)).notes.includes('to the harbours'), false);
    await node.must(norway, 'POST', '/api/collections', { title: 'Quay', alias: 'quay', readers: ['Iraq/Port'] });
    const titles = async (who: Credential) => (await node.ask(who, 'GET', '/api/collections')).text.includes('Quay');
    assert.deepEqual([await titles(port), await titles(member)], [true, false]);
  });
});
