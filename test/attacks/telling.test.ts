import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Caller, freshId, startCoalition } from './coalition.ts';
import { openEvents } from './events.ts';
import { createHolders } from './holders.ts';
import { note, releaseTo, tlp } from './objects.ts';
import { difference, told } from './told.ts';

/** What an object’s terms, its holders and the log tell of it: to its owner’s people, and hardly to others. */

const coalition = await startCoalition();
after(() => coalition[Symbol.asyncDispose]());
const { core, us, france, iraq, nato, interpol, ask } = coalition;
const { asText, holders, only } = createHolders(coalition);

test('a distribution list is shown to nobody but its author', async () => {
  const list = releaseTo(us, iraq, interpol);
  const shared = note(us, [tlp('amber'), list.id]);
  await coalition.store(us, [list, shared]);
  assert.deepEqual(await holders(list.id), only());
  const view = await coalition.read(iraq, `/api/objects/${shared.id}`);
  assert.ok(!view.includes('INTERPOL') && !view.includes(interpol.identity) && !view.includes('"audience"'));
  assert.match(await coalition.read(us, `/api/objects/${shared.id}`), /INTERPOL/);
});

test('why, holders and previews tell of others only to the owner’s people', async () => {
  const list = releaseTo(us, iraq);
  const shared = note(us, [tlp('amber'), list.id]);
  await coalition.store(us, [list, shared]);
  const missing = freshId('note');
  for (const path of ['/why?viewer=INTERPOL', '/why?viewer=United%20States', '/audience']) {
    for (const who of [iraq, france]) {
      const [first, second] = await Promise.all(
        [shared.id, missing].map(async (id) => told(await ask(who, { path: `/api/objects/${id}${path}` }), id)),
      );
      assert.equal(difference(second ?? '', first ?? ''), undefined, `${who.name} ${path}`);
    }
  }
  const why = await coalition.read(iraq, `/api/objects/${shared.id}/why`);
  assert.ok(!why.includes('INTERPOL') && !why.includes(list.id), why);
});

test('an auditor learns who has what and why, and not what it says; an admin of the coalition learns nothing', async () => {
  const list = releaseTo(us, iraq);
  const secret = note(us, [tlp('amber'), list.id], { content: 'unmistakable', labels: ['unmistakable'] });
  const missing = freshId('note');
  await coalition.store(us, [list, secret]);
  const auditor = await coalition.account('auditor@nato.example', nato.principal, 'auditor');
  const admin = await coalition.account(
    'boss@nato.example',
    nato.principal,
    'coalition-admin',
    'member-admin',
    'analyst',
  );
  const about = ['/why?viewer=Iraq', '/why?viewer=France', '/audience'];
  for (const path of about) {
    const text = await coalition.read(auditor, `/api/objects/${secret.id}${path}`);
    assert.ok(!text.includes('unmistakable') && !text.includes('labels'), text);
  }
  const alike = async (who: Caller, path: string) => {
    const [first, second] = await Promise.all(
      [secret.id, missing].map(async (id) => told(await ask(who, { path: `/api/${path.replace('ID', id)}` }), id)),
    );
    assert.equal(difference(second ?? '', first ?? ''), undefined, path);
  };
  const reading = ['', '/raw', '/graph', '/why', '/why?viewer=NATO'].map((each) => `objects/ID${each}`);
  for (const path of reading) await alike(auditor, path);
  const asking = about.map((each) => `objects/ID${each}`);
  const auditing = ['holders', 'terms'].map((each) => `audit/objects/ID/${each}`);
  for (const path of [...reading, ...asking, ...auditing, 'audit/entries?subject=ID']) await alike(admin, path);
  assert.ok(!(await coalition.read(admin, '/api/audit/entries?limit=500')).includes(secret.id));
});

test('a unit that is not listed is like none to who names it by its id, in what he asks for', async () => {
  const unit = await core.unitService.add(coalition.operator, 'Iraq', {
    name: 'Quiet',
    kind: 'internal',
    listed: false,
  });
  const analyst = await coalition.account('asking@france.example', france.principal, 'analyst');
  const shared = note(us, [tlp('green')]);
  await coalition.store(us, [shared]);
  const asking: [string, (to: string) => object][] = [
    ['/api/requests', (to) => ({ question: 'Who is there?', to: [to], terms: { tlp: 'amber' } })],
    ['/api/release-requests', (to) => ({ object: shared.id, to: [to], reason: 'They need it.' })],
    ['/api/leads', (to) => ({ object: shared.id, units: [to] })],
  ];
  for (const [path, body] of asking) {
    const [first, second] = await Promise.all(
      [unit.identity, freshId('identity')].map(async (id) =>
        told(await coalition.api(analyst, 'POST', path, body(id)), id),
      ),
    );
    assert.match(second ?? '', /"status":404/, path);
    assert.equal(difference(second ?? '', first ?? ''), undefined, path);
  }
});

test('a preview stores nothing, wakes nobody and tells its author nothing of what he may not see', async () => {
  const list = releaseTo(us, iraq);
  const secret = note(us, [tlp('amber'), list.id]);
  await coalition.store(us, [list, secret]);
  // Proofs follow what was published, and wake those who see it.
  await core.signer.catchUp();
  const events = await openEvents(coalition.node.url, iraq);
  const drafts = await Promise.all(
    [secret.id, freshId('note')].map(async (target) => {
      const { status, text } = await coalition.api(france, 'POST', '/api/preview', {
        collection: 'open',
        terms: { tlp: 'green' },
        object: { type: 'note', content: 'only a draft', object_refs: [target] },
      });
      assert.equal(status, 200, text);
      return text.replaceAll(target, '').replace(/"(id|created|modified)":"[^"]+"/g, '');
    }),
  );
  assert.equal(drafts[0], drafts[1]);
  assert.doesNotMatch(await asText(france), /only a draft/);
  assert.deepEqual(events.seen(), ['hello']);
  events.close();
});

test('the audit log tells members of what is theirs, and nothing of what else went where', async () => {
  const [toIraq, toBoth] = [releaseTo(us, iraq), releaseTo(us, iraq, interpol)];
  const [secret, shared] = [note(us, [tlp('amber'), toIraq.id]), note(us, [tlp('amber'), toBoth.id])];
  await coalition.store(us, [toIraq, toBoth, secret, shared]);
  await coalition.read(iraq, `/api/objects/${secret.id}`);
  await coalition.read(interpol, `/api/objects/${shared.id}`);
  const admin = await coalition.account('admin@interpol.example', interpol.principal, 'member-admin');
  for (const who of [interpol, admin, france, france.readOnly]) {
    for (const query of [
      '',
      `?subject=${secret.id}`,
      '?member=Iraq',
      `?subject=${toIraq.id}`,
      '?format=csv',
      '?format=ndjson',
    ]) {
      const { status, text } = await ask(who, { path: `/api/audit/entries${query}` });
      assert.ok(status < 500, query);
      for (const hidden of [secret.id, toIraq.id, toBoth.id]) assert.ok(!text.includes(hidden), `${query}: ${hidden}`);
      if (query !== '') continue;
      // Beside the entries stands who is who in the coalition; the entries themselves are of nobody else.
      const { entries } = JSON.parse(text) as { entries: unknown[] };
      assert.ok(!JSON.stringify(entries).includes(iraq.identity), text.slice(0, 300));
    }
  }
  assert.match(await coalition.read(admin, '/api/audit/entries'), new RegExp(shared.id), 'its own are there');
  // What was read is written down in the background; by then there is something to be told.
  const auditor = await coalition.account('auditor@us.example', us.principal, 'auditor');
  const received = '/api/audit/members/Iraq/received';
  for (const until = Date.now() + 20_000; !(await coalition.read(auditor, received)).includes(secret.id); ) {
    assert.ok(Date.now() < until, 'Iraq has received it');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  for (const who of [admin, interpol, france]) {
    const { status, text } = await ask(who, { path: received });
    assert.ok(status >= 400 || text.startsWith('{"received":[]'), text.slice(0, 200));
  }
});
