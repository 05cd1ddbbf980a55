import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { z } from '@hono/zod-openapi';
import { startTestApp, type TestApp } from '../http/test-app.ts';
import type { AddedAlertSubscription, AlertSubscriptions, AlertTest } from './messages.ts';
import { AlertList } from './messages.ts';
import { startMailServer, startReceiver } from './test-receivers.ts';

type Added = z.infer<typeof AddedAlertSubscription>;
const [france, iraq, norway] = ['france@people.example', 'iraq@people.example', 'norway@people.example'];
const day = 86_400_000;

describe('alerts', () => {
  let app: TestApp;
  let mail: Awaited<ReturnType<typeof startMailServer>>;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  let claim: string;

  before(async () => {
    mail = await startMailServer();
    receiver = await startReceiver();
    app = await startTestApp(':memory:', {
      alerts: {
        mail: { host: '127.0.0.1', port: mail.port, from: 'entente@node.example', security: 'plain' },
        digestMilliseconds: 60_000,
        allowsPrivate: true,
        content: { webhook: 'green' },
      },
    });
    for (const member of ['France', 'Iraq', 'Norway']) {
      await app.person(member.toLowerCase(), { member, roles: ['analyst', 'release-officer'] });
    }
  });
  after(async () => {
    await app[Symbol.asyncDispose]();
    await mail[Symbol.asyncDispose]();
    await receiver[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    for (const who of [france, iraq, norway]) {
      const { subscriptions } = await app.must<z.infer<typeof AlertSubscriptions>>(
        who,
        'GET',
        '/api/alerts/subscriptions',
      );
      for (const { id } of subscriptions) await app.must(who, 'DELETE', `/api/alerts/subscriptions/${id}`);
    }
    mail.mails.length = 0;
    mail.state.refuses = false;
    receiver.received.length = 0;
    Object.assign(receiver.state, { status: 204, location: undefined });
    claim = await putClaim();
  });

  const published = { collection: 'open', terms: { tlp: 'green' } };
  async function putClaim(terms: object = { tlp: 'green' }): Promise<string> {
    const body = { collection: 'open', terms, name: 'Foreign troops should leave.' };
    return (await app.must<{ id: string }>(norway, 'POST', '/api/claims', body)).id;
  }
  async function position(holder: string, more: object = {}): Promise<string> {
    app.time.now += 1000;
    const body = { ...published, claim, holder, opinion: 'agree', since: '2035-02-01', ...more };
    return (await app.must<{ id: string }>(norway, 'POST', '/api/positions', body)).id;
  }
  const subscribe = (who: string, watch: object, more: object = {}) =>
    app.must<Added>(who, 'POST', '/api/alerts/subscriptions', { watch, ...more });
  async function list(who: string) {
    return AlertList.parse(await app.must(who, 'GET', '/api/alerts'));
  }
  /** Looks, and lets what waits become due. */
  async function pass(milliseconds = 0): Promise<void> {
    await app.core.alerts.run();
    app.time.now += milliseconds;
    await app.core.alerts.run();
  }
  async function unread(who: string): Promise<number> {
    await app.core.alerts.run();
    return (await list(who)).unread;
  }

  it('tell once of what came on a claim after one subscribed, until it is read', async () => {
    await position('France');
    await subscribe(iraq, { about: 'claim', claim });
    assert.equal(await unread(iraq), 0, 'what was there is no news');
    const id = await position('Iraq');
    assert.equal(await unread(iraq), 1);
    const [alert] = (await list(iraq)).alerts;
    assert.deepEqual([alert?.what, alert?.path, alert?.read], ['position', `/objects/${id}`, false]);
    await app.must(iraq, 'POST', '/api/alerts/read', { ids: [alert?.id] });
    assert.equal(await unread(iraq), 0);
    assert.equal((await list(iraq)).alerts.length, 1, 'it stays in the list');
  });

  it('tell nobody of what he may not see, and leave out what he lost', async () => {
    await subscribe(iraq, { about: 'claim', claim });
    await subscribe(france, { about: 'claim', claim });
    const id = await position('Norway', { terms: { tlp: 'amber', releasableTo: ['France'] } });
    assert.deepEqual([await unread(iraq), await unread(france)], [0, 1]);
    await app.must(norway, 'PUT', `/api/positions/${id}`, {
      ...published,
      terms: { tlp: 'amber', releasableTo: ['Iraq'] },
      claim,
      holder: 'Norway',
      opinion: 'agree',
      since: '2035-02-01',
    });
    assert.deepEqual((await list(france)).alerts, [], 'gone before anything looks again');
    assert.deepEqual([await unread(iraq), await unread(france)], [1, 0]);
  });

  it('answer about a hidden claim as about none, and about another person’s subscription as about none', async () => {
    const hidden = await putClaim({ tlp: 'amber', releasableTo: ['France'] });
    const ask = (id: string) =>
      app.ask(iraq, 'POST', '/api/alerts/subscriptions', { watch: { about: 'claim', claim: id } });
    const [one, none] = [await ask(hidden), await ask('claim--00000000-0000-4000-8000-000000000001')];
    assert.equal(one.status, 404);
    assert.deepEqual(one, none);
    const { id } = await subscribe(france, { about: 'leads' });
    for (const [method, path] of [
      ['DELETE', ''],
      ['POST', '/test'],
    ] as const) {
      const theirs = await app.ask(iraq, method, `/api/alerts/subscriptions/${id}${path}`);
      const nobodys = await app.ask(iraq, method, `/api/alerts/subscriptions/${app.identity('Iraq')}${path}`);
      assert.equal(theirs.status, 404);
      assert.deepEqual(theirs, nobodys);
    }
    const search = await app.must<{ id: string }>(france, 'POST', '/api/searches', { name: 'All', query: {} });
    const watch = { about: 'search', search: search.id };
    assert.equal((await app.ask(iraq, 'POST', '/api/alerts/subscriptions', { watch })).status, 404);
  });

  it('do not let one read another’s alerts', async () => {
    await subscribe(iraq, { about: 'claim', claim });
    await position('Iraq');
    await app.core.alerts.run();
    const [alert] = (await list(iraq)).alerts;
    assert.ok(alert);
    await app.must(france, 'POST', '/api/alerts/read', { ids: [alert.id] });
    await app.must(france, 'POST', '/api/alerts/read', {});
    assert.equal(await unread(iraq), 1);
  });

  it('post a signed message, with a title only as far as the operator and the terms allow', async () => {
    const { secret = '' } = await subscribe(
      iraq,
      { about: 'claim', claim },
      { channel: 'webhook', address: receiver.url },
    );
    await position('Iraq', { explanation: 'open words' });
    await pass(2000);
    const [first] = receiver.received;
    assert.ok(first);
    const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature } = first.headers;
    const expected = createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'))
      .update(`${id}.${time}.${first.body}`)
      .digest('base64');
    assert.equal(signature, `v1,${expected}`);
    assert.equal(Number(time), Math.floor(app.time.now / 1000));
    const titles = JSON.parse(first.body).data.items.map(({ title }: { title: string }) => title);
    assert.deepEqual(titles, ['Iraq: for · Foreign troops should leave.'], 'TLP:GREEN may leave');
    await position('France', { terms: { tlp: 'amber', releasableTo: ['Iraq'] }, explanation: 'narrow words' });
    await position('France', { terms: { tlp: 'green' }, handling: { noOnwardRelease: true } });
    await position('Norway', { terms: { tlp: 'green' }, handling: { nodesOnly: true } });
    await pass(2000);
    const second = receiver.received[1];
    assert.ok(second, 'that there is something is told');
    assert.equal(JSON.parse(second.body).data.items?.length ?? 0, 0);
    assert.doesNotMatch(second.body, /narrow|France|Norway|claim--|opinion--/);
    assert.doesNotMatch(JSON.stringify(await app.must(iraq, 'GET', '/api/alerts/subscriptions')), /whsec/);
  });

  it('make one mail of a flood, with no content, to the person’s own address', async () => {
    await subscribe(iraq, { about: 'claim', claim }, { channel: 'e-mail' });
    await subscribe(iraq, { about: 'member', member: 'France' }, { channel: 'e-mail' });
    for (let count = 0; count < 5; count += 1) await position('France', { since: `2035-02-0${count + 1}` });
    await app.core.alerts.run();
    assert.equal(mail.mails.length, 0, 'they are gathered');
    await pass(61_000);
    assert.deepEqual(
      mail.mails.map(({ to }) => to),
      [[iraq]],
    );
    assert.doesNotMatch(mail.mails[0]?.text ?? '', /France|agree|troops|opinion--/);
    assert.match(mail.mails[0]?.text ?? '', /\/alerts/);
    await pass(120_000);
    assert.equal(mail.mails.length, 1);
    const address = 'http://127.0.0.1/';
    const elsewhere = { watch: { about: 'leads' }, channel: 'e-mail', address };
    assert.equal((await app.ask(iraq, 'POST', '/api/alerts/subscriptions', elsewhere)).status, 422);
  });

  it('send nothing of what was recalled or lost while it waited', async () => {
    await subscribe(iraq, { about: 'claim', claim }, { channel: 'e-mail' });
    await subscribe(iraq, { about: 'claim', claim }, { channel: 'webhook', address: receiver.url });
    const id = await position('Norway');
    await app.core.alerts.run();
    await app.must(norway, 'POST', '/api/recalls', { object: id, reason: 'Wrong' });
    assert.equal(Number(app.database.prepare('SELECT count(*) AS n FROM alert').get()?.n), 0, 'also not in the outbox');
    await pass(61_000);
    assert.deepEqual([mail.mails.length, receiver.received.length], [0, 0]);
    assert.equal((await list(iraq)).alerts.length, 0);
  });

  it('send nothing to who may not read any more', async () => {
    const email = await app.person('leaver', { member: 'Iraq', roles: ['analyst'] });
    await subscribe(email, { about: 'claim', claim }, { channel: 'e-mail' });
    await position('Norway');
    await app.core.alerts.run();
    const { accounts } = app.core.access;
    const account = accounts.list(app.viewer('France')).find((each) => each.email === email);
    await accounts.change(app.viewer('France'), account?.id ?? '', { disabled: true });
    await pass(61_000);
    assert.equal(mail.mails.length, 0);
  });

  it('try again, with the same id, and give a channel up that fails for days, and say so', async () => {
    const { id } = await subscribe(iraq, { about: 'claim', claim }, { channel: 'webhook', address: receiver.url });
    receiver.state.status = 500;
    await position('Iraq');
    await pass(2000);
    assert.equal(receiver.received.length, 1);
    receiver.state.status = 204;
    await pass(60_000);
    assert.equal(receiver.received.length, 2);
    assert.equal(receiver.received[0]?.headers['webhook-id'], receiver.received[1]?.headers['webhook-id']);
    receiver.state.status = 500;
    await position('France');
    for (let count = 0; count < 40; count += 1) await pass(day / 4);
    const { subscriptions } = await app.must<z.infer<typeof AlertSubscriptions>>(
      iraq,
      'GET',
      '/api/alerts/subscriptions',
    );
    assert.equal(subscriptions[0]?.stopped?.problem, 'It answered 500.');
    assert.equal((await list(iraq)).stopped, 1);
    const tried = receiver.received.length;
    await position('Norway');
    await pass(day);
    assert.equal(receiver.received.length, tried, 'nothing is sent any more');
    assert.equal((await list(iraq)).unread, 3, 'and all stands in the list');
    receiver.state.status = 204;
    const test = await app.must<z.infer<typeof AlertTest>>(iraq, 'POST', `/api/alerts/subscriptions/${id}/test`);
    assert.deepEqual(test, { arrived: true });
    assert.equal((await list(iraq)).stopped, 0);
  });

  it('stop at once where the receiver is gone, and do not follow it elsewhere', async () => {
    const { id } = await subscribe(iraq, { about: 'claim', claim }, { channel: 'webhook', address: receiver.url });
    app.time.now += 10_000;
    Object.assign(receiver.state, { status: 302, location: receiver.url });
    const test = await app.must<z.infer<typeof AlertTest>>(iraq, 'POST', `/api/alerts/subscriptions/${id}/test`);
    assert.deepEqual(test, { arrived: false, problem: 'It leads somewhere else, which is not followed.' });
    assert.equal(receiver.received.length, 1);
    assert.equal((await app.ask(iraq, 'POST', `/api/alerts/subscriptions/${id}/test`)).status, 429);
    Object.assign(receiver.state, { status: 410, location: undefined });
    await position('Iraq');
    await pass(2000);
    assert.equal((await list(iraq)).stopped, 1);
  });

  it('tell of signals by kind, and not of those that were put aside', async () => {
    await subscribe(iraq, { about: 'signals', kinds: ['contradiction'] });
    await subscribe(france, { about: 'signals', kinds: ['silence'] });
    await position('France', { opinion: 'strongly-agree' });
    await position('Iraq', { opinion: 'strongly-disagree', terms: { tlp: 'amber', releasableTo: ['France'] } });
    assert.deepEqual([await unread(iraq), await unread(france)], [0, 0], 'Iraq sees one side only');
    await position('Iraq', { opinion: 'disagree' });
    assert.deepEqual([await unread(iraq), await unread(france)], [1, 0]);
    const { signals } = await app.must<{ signals: { key: string; state: string; kind: string }[] }>(
      iraq,
      'GET',
      '/api/signals',
    );
    const { key, state } = signals.find(({ kind }) => kind === 'contradiction') ?? {};
    await app.must(iraq, 'POST', '/api/signals/dismiss', { key, state, reason: 'Known' });
    assert.equal((await list(iraq)).alerts.length, 0);
  });

  it('tell of leads, requests, recalls, overdue announcements and saved searches', async () => {
    await app.unit('Iraq', 'Basra Police');
    const officer = await app.person('officer', { member: 'Iraq', unit: 'Basra Police' });
    const search = await app.must<{ id: string }>(iraq, 'POST', '/api/searches', {
      name: 'Notes',
      query: { type: 'note' },
    });
    await subscribe(officer, { about: 'leads' });
    await subscribe(iraq, { about: 'requests' });
    await subscribe(iraq, { about: 'search', search: search.id });
    await subscribe(norway, { about: 'recalls' });
    await subscribe(iraq, { about: 'lapses' });
    app.time.now += 1000;
    const { summary } = await app.must<{ summary: { id: string } }>(norway, 'POST', '/api/objects', {
      collection: 'open',
      terms: { tlp: 'amber', releasableTo: ['Iraq'] },
      object: {
        type: 'report',
        name: 'A lorry',
        published: '2035-01-01T00:00:00.000Z',
        object_refs: [app.identity('Norway')],
      },
    });
    await app.must(norway, 'POST', '/api/leads', { object: summary.id, units: ['Iraq/Basra Police'] });
    await app.must(france, 'POST', '/api/requests', {
      question: 'What is known of it?',
      to: ['Iraq'],
      terms: { tlp: 'amber' },
    });
    await app.must(norway, 'POST', '/api/expectations', {
      ...published,
      expectation: {
        name: 'The end of it',
        said: '2035-01-01',
        window: { from: '2035-01-02', to: '2035-01-03' },
        source: 'Norway',
      },
    });
    await app.core.alerts.run();
    const whats = async (who: string) => (await list(who)).alerts.map(({ what }) => what).sort();
    assert.deepEqual(await whats(iraq), ['note', 'overdue', 'request']);
    assert.deepEqual(await whats(officer), ['lead']);
    assert.deepEqual(await whats(norway), []);
    await app.must(norway, 'POST', '/api/recalls', { object: summary.id, reason: 'Wrong' });
    await app.core.alerts.run();
    assert.deepEqual(await whats(norway), ['recall']);
    assert.deepEqual(await whats(officer), [], 'its object is gone');
  });

  it('are logged: who was told by which channel, and nothing of what', async () => {
    await subscribe(iraq, { about: 'claim', claim }, { channel: 'webhook', address: receiver.url });
    await position('Iraq');
    await pass(2000);
    await app.core.queue.idle();
    const rows = app.database.prepare("SELECT content FROM audit_entry WHERE kind = 'alert-sent'").all();
    const last = JSON.parse(String(rows.at(-1)?.content));
    assert.equal(last.detail.channel, 'webhook');
    assert.equal(last.accounts.length, 1);
    assert.doesNotMatch(JSON.stringify(last), /claim--|opinion--|127\.0\.0\.1/);
  });
});

describe('webhooks of a node whose operator said nothing', () => {
  it('go to no address inside, however it is written', async () => {
    await using app = await startTestApp();
    const who = await app.person('iraq', { member: 'Iraq' });
    const inside = [
      'http://news.example/',
      'https://127.0.0.1/',
      'https://2130706433/',
      'https://0x7f.1/',
      'https://[::1]/',
      'https://[::ffff:127.0.0.1]/',
      'https://169.254.169.254/latest/meta-data',
      'https://10.0.0.1/',
      'https://name:word@news.example/',
      'file:///etc/passwd',
      'gopher://news.example/',
    ];
    for (const address of inside) {
      const body = { watch: { about: 'leads' }, channel: 'webhook', address };
      assert.equal((await app.ask(who, 'POST', '/api/alerts/subscriptions', body)).status, 422, address);
    }
    // A name is looked up when something is sent, and what it leads to is checked then.
    const body = { watch: { about: 'leads' }, channel: 'webhook', address: 'https://localhost:1/' };
    const { id } = await app.must<{ id: string }>(who, 'POST', '/api/alerts/subscriptions', body);
    const test = await app.must(who, 'POST', `/api/alerts/subscriptions/${id}/test`);
    assert.deepEqual(test, { arrived: false, problem: 'Its address is one that this node does not send to.' });
    const mail = { watch: { about: 'leads' }, channel: 'e-mail' };
    assert.equal((await app.ask(who, 'POST', '/api/alerts/subscriptions', mail)).status, 422, 'mail is off');
  });
});
