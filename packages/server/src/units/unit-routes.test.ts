import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { z } from '@hono/zod-openapi';
import { UnitMessage } from './messages.ts';
import { type Credential, startTestNode, type TestNode, taxiiType } from './test-units.ts';

describe('units over HTTP', () => {
  let node: TestNode;
  let admins: TestNode['admins'];
  before(async () => {
    node = await startTestNode();
    admins = node.admins;
    await node.unit(admins.iraq, 'Iraq', { name: 'Baghdad Police', kind: 'served', amber: true, about: 'The city.' });
    await node.unit(admins.iraq, 'Iraq', { name: 'Quiet Office', kind: 'internal', listed: false });
  });
  after(() => node[Symbol.asyncDispose]());

  const units = async (who: Credential, path = '/api/units') =>
    z.object({ units: z.array(UnitMessage) }).parse(await node.must(who, 'GET', path)).units;
  const refusal = async (who: Credential, method: string, path: string, body: object) => {
    const { status, text } = await node.ask(who, method, path, body);
    const { code, reason } = (JSON.parse(text) as { error: { code: string; reason?: string } }).error;
    return `${status} ${reason ?? code}`;
  };

  it('are known to the coalition where their member lists them, without what they are cleared for', async () => {
    const [police, ...others] = await units(admins.france);
    assert.deepEqual(others, []);
    assert.deepEqual(
      [police?.address, police?.kind, police?.amber, police?.about],
      ['Iraq/Baghdad Police', 'served', undefined, 'The city.'],
    );
    const own = await units(admins.iraq, '/api/members/Iraq/units');
    assert.deepEqual(
      own.map(({ name, amber, amberStrict }) => [name, amber, amberStrict]),
      [
        ['Baghdad Police', true, undefined],
        ['Quiet Office', undefined, false],
      ],
    );
    assert.equal((await units(admins.norway)).length, 2, 'a coalition admin');
    assert.deepEqual(await units(admins.france, '/api/members/France/units'), []);
  });

  it('know of themselves and of those that are listed, and not what others are cleared for', async () => {
    const police = await node.token(admins.iraq, { unit: 'Baghdad Police' });
    assert.deepEqual(
      (await units(police)).map(({ name, amber }) => [name, amber]),
      [['Baghdad Police', undefined]],
    );
    const quiet = await node.token(admins.iraq, { unit: 'Quiet Office' });
    assert.deepEqual(
      (await units(quiet)).map(({ name }) => name),
      ['Baghdad Police', 'Quiet Office'],
    );
  });

  it('have identities, which members publish for the coalition where they are listed', async () => {
    const [police, quiet] = await units(admins.iraq);
    const read = (who: Credential, id = '') => node.ask(who, 'GET', `/api/objects/${id}`);
    const { object, summary } = JSON.parse((await read(admins.france, police?.id)).text);
    assert.deepEqual(
      [object.identity_class, object.name, summary.owner.name],
      ['organization', 'Iraq/Baghdad Police', 'Iraq'],
    );
    assert.equal((await read(admins.france, quiet?.id)).status, 404);
    await node.must(admins.iraq, 'POST', '/api/members/Iraq/units', { name: 'Late', kind: 'served', listed: false });
    await node.must(admins.iraq, 'PATCH', '/api/units/Iraq%2FLate', { listed: true });
    const late = (await units(admins.france)).find(({ name }) => name === 'Late');
    assert.equal((await read(admins.france, late?.id)).status, 200);
    const forged = { type: 'identity', id: police?.id, name: 'Mine', identity_class: 'organization' };
    assert.match(
      await refusal(admins.france, 'POST', '/api/objects', {
        collection: 'open',
        terms: { tlp: 'green' },
        object: forged,
      }),
      /^40[34] /,
    );
  });

  it('are managed by the admin of their member or of the coalition', async () => {
    const add = { name: 'Another', kind: 'served' };
    const { email } = await node.person(admins.iraq, 'reader');
    const reader = node.basic(email);
    const readOnly = await node.token(admins.iraq, { personal: true });
    for (const who of [admins.france, reader, readOnly, await node.token(admins.iraq, { write: true })]) {
      assert.equal(await refusal(who, 'POST', '/api/members/Iraq/units', add), '403 not-allowed');
      assert.equal(
        await refusal(who, 'PATCH', '/api/units/Iraq%2FBaghdad%20Police', { amber: false }),
        '403 not-allowed',
      );
    }
    assert.equal((await node.ask(admins.norway, 'POST', '/api/members/Iraq/units', add)).status, 201);
    assert.equal(await refusal(admins.iraq, 'POST', '/api/members/Atlantis/units', add), '404 not-found');
    const quiet = '/api/units/Iraq%2FQuiet%20Office';
    assert.equal(await refusal(admins.france, 'PATCH', quiet, { closed: true }), '404 not-found');
    assert.equal(await refusal(admins.france, 'PATCH', '/api/units/Iraq%2FNone', { closed: true }), '404 not-found');
  });

  it('have names of their own within their member, and clearances that suit them', async () => {
    const add = (unit: object) => refusal(admins.iraq, 'POST', '/api/members/Iraq/units', unit);
    assert.equal(await add({ name: 'baghdad police', kind: 'internal' }), '409 conflict');
    assert.equal(await add({ name: 'A/B', kind: 'internal' }), '422 invalid');
    assert.equal(await add({ name: 'Strict', kind: 'served', amberStrict: true }), '422 invalid');
    assert.equal(await add({ name: 'Amber', kind: 'internal', amber: true }), '422 invalid');
    await node.unit(admins.france, 'France', { name: 'Baghdad Police', kind: 'served' });
  });

  it('that are not listed are named in releases by their own members alone, and their names shown to them', async () => {
    const publish = (who: Credential, to: string) => node.publish(who, `to ${to}`, 'green', [to]);
    await publish(admins.iraq, 'Iraq/Quiet Office');
    await assert.rejects(publish(admins.france, 'Iraq/Quiet Office'), /There is no member, unit or group named/);
    await assert.rejects(publish(admins.france, 'Iraq/None'), /There is no member, unit or group named/);
    await node.must(admins.norway, 'POST', '/api/groups', { name: 'Mixed', members: ['Iraq/Quiet Office'] });
    const groups = async (who: Credential) => (await node.ask(who, 'GET', '/api/groups')).text;
    assert.match(await groups(admins.iraq), /Quiet Office/);
    assert.doesNotMatch(await groups(admins.france), /Quiet Office/);
  });
});

describe('who acts for a unit', () => {
  let node: TestNode;
  let iraq: Credential;
  before(async () => {
    node = await startTestNode();
    ({ iraq } = node.admins);
    await node.unit(iraq, 'Iraq', { name: 'Police', kind: 'served' });
    await node.unit(node.admins.france, 'France', { name: 'Customs', kind: 'internal' });
  });
  after(() => node[Symbol.asyncDispose]());

  it('is reader or analyst, and of a unit of his own member', async () => {
    const account = { email: 'x@people.example', name: 'x', password: node.password };
    const add = async (more: object) => {
      const { status, text } = await node.ask(iraq, 'POST', '/api/accounts', { ...account, ...more });
      return `${status} ${(JSON.parse(text) as { error?: { reason?: string } }).error?.reason ?? ''}`;
    };
    assert.equal(await add({ unit: 'Police', roles: ['member-admin'] }), '403 unit-role');
    assert.equal(await add({ unit: 'France/Customs' }), '422 ');
    assert.equal(await add({ unit: 'Customs' }), '422 ');
    assert.equal(await add({ member: 'France', unit: 'Customs' }), '403 not-allowed');
    const { id } = await node.person(iraq, 'pia', { unit: 'Police', roles: ['reader'] });
    assert.equal((await node.ask(iraq, 'PATCH', `/api/accounts/${id}`, { roles: ['release-officer'] })).status, 403);
    assert.equal((await node.ask(iraq, 'PATCH', `/api/accounts/${id}`, { roles: ['analyst'] })).status, 200);
  });

  it('is told for whom he acts, and his admin sees it', async () => {
    const { email } = await node.person(iraq, 'sam', { unit: 'Police' });
    const me = await node.must<{ unit: { name: string }; member: { name: string } }>(
      await node.session(email),
      'GET',
      '/api/me',
    );
    assert.deepEqual([me.member.name, me.unit.name], ['Iraq', 'Iraq/Police']);
    const { accounts } = await node.must<{ accounts: { email: string; unit?: { name: string } }[] }>(
      iraq,
      'GET',
      '/api/accounts',
    );
    assert.equal(accounts.find((each) => each.email === email)?.unit?.name, 'Iraq/Police');
    await node.token(iraq, { unit: 'Police' });
    const { tokens } = await node.must<{ tokens: { unit?: { name: string } }[] }>(iraq, 'GET', '/api/tokens');
    assert.ok(tokens.some(({ unit }) => unit?.name === 'Iraq/Police'));
  });

  it('publishes in the name of the member, and changes nothing that is the member’s', async () => {
    const { email } = await node.person(iraq, 'una', { unit: 'Police', roles: ['analyst'] });
    const analyst = await node.session(email);
    const own = await node.publish(analyst, 'seen at the corner', 'amber', ['Norway']);
    const reported = await node.publish(analyst, 'heard at the corner', 'red', ['Norway']);
    await node.must(analyst, 'GET', `/api/objects/${reported}`);
    assert.deepEqual((await node.poll(await node.token(node.admins.norway))).notes, ['seen at the corner']);
    await assert.rejects(node.publish(analyst, 'for whom?', 'amber'), /says for whom/);
    const { summary, mayEdit, terms } = await node.must<{
      summary: { owner: { name: string } };
      mayEdit: boolean;
      terms: { audience?: unknown };
    }>(analyst, 'GET', `/api/objects/${own}`);
    assert.deepEqual([summary.owner.name, mayEdit, terms.audience], ['Iraq', false, undefined]);
    const id = await node.publish(iraq, 'of the ministry', 'green');
    const again = { collection: 'open', terms: { tlp: 'green' }, object: { type: 'note', id, content: 'mine now' } };
    assert.equal((await node.ask(analyst, 'POST', '/api/objects', again)).status, 403);
    assert.equal((await node.ask(analyst, 'DELETE', `/api/objects/${id}?collection=open`)).status, 404);
    const raw = JSON.parse((await node.ask(analyst, 'GET', `/api/objects/${id}/raw`)).text) as object;
    const newer = { ...raw, modified: '2037-01-01T00:00:00.000Z', content: 'mine now' };
    const token = await node.token(iraq, { unit: 'Police', write: true });
    const client = { ...token, accept: taxiiType, 'content-type': taxiiType };
    const path = `/taxii2/coalition/collections/${node.open.id}/objects/`;
    const status = await node.must<{ failures: { message: string }[] }>(client, 'POST', path, { objects: [newer] });
    assert.match(status.failures[0]?.message ?? '', /changes none/);
    assert.equal(
      JSON.parse((await node.ask(analyst, 'GET', `/api/objects/${id}/raw`)).text).content,
      'of the ministry',
    );
  });
});
