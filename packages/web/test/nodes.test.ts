import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { dataFile, defaultLimits, initialise, type Node, openDatabase, startNode } from '@entente/server';
import type { Browser } from 'playwright-core';
import { problemsHere, problemsOf } from './axe.ts';
import { launchBrowser, noBrowser, type VisitOptions, type Visitor, visit } from './browser.ts';
import { notBuilt } from './sample-node.ts';

const password = 'a long password 1';
const emailOf = (name: string): string => `admin@${name.toLowerCase()}.example`;

/** A node of one member, in this process; gone when disposed of. */
async function startMember(name: string): Promise<Node> {
  const data = mkdtempSync(join(tmpdir(), 'entente-web-nodes-'));
  {
    using database = openDatabase(dataFile(data));
    const admin = { email: emailOf(name), password };
    await initialise(database, { name: 'North', member: { name, kind: 'country' }, admin });
  }
  const node = await startNode({
    data,
    host: '127.0.0.1',
    port: 0,
    webRoot: fileURLToPath(new URL('../dist', import.meta.url)),
    logLevel: 'silent',
    limits: defaultLimits,
    peers: { allowsPrivate: true, pollMilliseconds: 500 },
  });
  return {
    ...node,
    async [Symbol.asyncDispose]() {
      await node[Symbol.asyncDispose]();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

describe('two nodes, as their administrators see them', { skip: noBrowser ?? notBuilt }, () => {
  const opened = new AsyncDisposableStack();
  let norway: Node;
  let sweden: Node;
  let browser: Browser;
  before(async () => {
    [norway, sweden] = await Promise.all([startMember('Norway'), startMember('Sweden')]);
    opened.use(norway);
    opened.use(sweden);
    browser = await launchBrowser();
    opened.defer(() => browser.close());
  });
  after(() => opened.disposeAsync());

  const as = (name: 'Norway' | 'Sweden', look: VisitOptions = {}): Promise<Visitor> =>
    visit(browser, (name === 'Norway' ? norway : sweden).url, { ...look, email: emailOf(name), password });

  async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${norway.url}/api${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${emailOf('Norway')}:${password}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert.ok(response.ok, `${method} ${path}: ${response.status}`);
    return (await response.json()) as T;
  }

  test('one invites, the other joins on a phone, both compare, and each is told whose turn it is', async () => {
    const [inviting, joining] = await Promise.all([as('Norway'), as('Sweden', { width: 390, height: 844 })]);
    const { page } = inviting;
    await page.goto('/nodes');
    await page.getByText('This node stands alone').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Invite a node' }).count(), 1, 'it is offered once');
    await page.getByRole('button', { name: 'Invite a node' }).click();
    await page.getByRole('button', { name: 'Make the invitation' }).click();
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    const problems = await problemsHere(inviting, 'an invitation');
    const invitation = (await page.getByText(/^entente-invitation:/).textContent()) ?? '';
    await page.getByText('Waiting for the other node to join').waitFor();

    const { page: phone } = joining;
    await phone.goto('/nodes');
    await phone.getByRole('button', { name: 'Join a node' }).click();
    await phone.getByLabel(/^Invitation/).fill(invitation.trim());
    await phone.getByRole('button', { name: 'See who invites' }).click();
    await phone.getByRole('button', { name: 'Join', exact: true }).click();
    await phone.getByRole('heading', { level: 1, name: 'Norway' }).waitFor();
    problems.push(...(await problemsHere(joining, 'a node to be confirmed, on a phone')));

    // Nobody touches the page of the inviting side meanwhile.
    await page.getByText('Sweden has joined').waitFor();
    problems.push(...(await problemsHere(inviting, 'an invitation that was used')));
    await page.getByRole('link', { name: 'Compare the fingerprints' }).click();
    await page.getByLabel('They read out the same').check();
    await page.getByRole('button', { name: 'Confirm this node' }).click();
    await page.getByText('Waiting for the other side').waitFor();
    await phone.getByLabel('They read out the same').check();
    await phone.getByRole('button', { name: 'Confirm this node' }).click();
    for (const each of [page, phone]) await each.getByText('Connected', { exact: true }).first().waitFor();
    problems.push(...(await problemsHere(inviting, 'a node')), ...(await problemsOf(inviting, '/nodes')));
    assert.deepEqual(problems, []);
    await Promise.all([inviting.context.close(), joining.context.close()]);
  });

  test('all that was set aside of a node is tried again at once, or what waits for one reason', async () => {
    const { store, setAsides } = norway.core.peers;
    const peer = store.find('Sweden')?.peer ?? 0;
    for (const [name, rule] of [
      ['1', 'no-note'],
      ['2', 'no-note'],
      ['3', 'invalid-json'],
    ] as const) {
      const [object, version, reason] = [`note--${name}`, '', `the ${name} cannot be taken`];
      setAsides.add({
        ...{ peer, member: 1, collection: 'x', object, version, rule, reason, note: '' },
        bytes: Buffer.from(`{"id":"${object}"}`),
      });
    }
    const visitor = await as('Norway', { width: 390, height: 844 });
    const { page } = visitor;
    await page.goto('/nodes');
    await page
      .getByRole('link', { name: /Sweden/ })
      .first()
      .click();
    const reason = page.getByRole('listitem').filter({ hasText: 'no-note' }).filter({ hasText: '2 objects' });
    await reason.getByRole('button', { name: 'Try these again' }).click();
    await page.getByText('0 of 2 could be taken now.').waitFor();
    await page.getByRole('button', { name: 'Try all again' }).click();
    await page.getByText('0 of 3 could be taken now.').waitFor();
    assert.deepEqual(await problemsHere(visitor, 'what was set aside, on a phone'), []);
    for (const { setAside } of setAsides.ofPeer(peer, 10)) setAsides.remove(setAside);
    await visitor.context.close();
  });

  test('a recall is confirmed while one looks on; a member that leaves has what it had, to be taken back', async () => {
    const [{ collections }, me] = await Promise.all([
      api<{ collections: { id: string; title: string }[] }>('GET', '/collections'),
      api<{ member: { id: string } }>('GET', '/me'),
    ]);
    const known = collections.find(({ title }) => title === 'Shared');
    const { id: collection } =
      known ?? (await api<{ id: string }>('POST', '/collections', { title: 'Shared', readers: 'all', writers: 'all' }));
    const ids: string[] = [];
    for (const name of ['Taken back', 'Kept']) {
      const { object } = await api<{ object: { id: string } }>('POST', '/objects', {
        collection,
        terms: { tlp: 'green' },
        object: { type: 'note', abstract: name, content: name, object_refs: [me.member.id] },
      });
      ids.push(object.id);
    }
    const theirs = await api<{ members: { id: string; name: string }[] }>('GET', '/members');
    const leaver = theirs.members.find(({ name }) => name === 'Sweden')?.id;
    // What went out is in the log a moment later, and this page is read once.
    for (;;) {
      const { objects } = await api<{ objects: { delivered?: string }[] }>('GET', `/members/${leaver}/exposure`);
      if (objects.filter(({ delivered }) => delivered !== undefined).length >= ids.length) break;
      await pause(50);
    }
    const visitor = await as('Norway');
    const { page, complaints } = visitor;
    await page.goto(`/objects/${ids[0]}?tab=holders`);
    await page.getByText('Sweden has it').waitFor();
    await page.getByRole('button', { name: 'Recall' }).click();
    await page.getByLabel(/^Reason/).fill('The source asked for it.');
    await page.getByRole('dialog').getByRole('button', { name: 'Recall', exact: true }).click();
    await page.getByRole('listitem').filter({ hasText: 'Sweden' }).getByText('Confirmed').waitFor();
    const problems = [...(await problemsHere(visitor, 'a recall')), ...(await problemsOf(visitor, '/recalls'))];

    await page.goto('/members');
    await page.getByRole('link', { name: 'Sweden', exact: true }).first().click();
    await page.getByRole('button', { name: 'End membership' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End membership' }).click();
    await page.getByRole('link', { name: 'What it has of yours' }).click();
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Kept' })
      .getByText(/^Its node got it/)
      .waitFor();
    problems.push(...(await problemsHere(visitor, 'what a member that left has')));
    await page.getByRole('button', { name: 'Take back' }).click();
    await page
      .getByRole('dialog')
      .getByLabel(/^Reason/)
      .waitFor();
    assert.deepEqual([...problems, ...complaints], []);
    await visitor.context.close();
  });
});
