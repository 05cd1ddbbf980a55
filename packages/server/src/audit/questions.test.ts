import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Viewer } from '../accounts/viewer.ts';
import { exportStream } from '../export/export-stream.ts';
import { lastVersion } from '../objects/object-reader.ts';
import { newestReceipt, type Receipt, type ReceiptPosition, receiptKinds } from './receipts.ts';
import { type AuditedCoalition, createAuditedCoalition } from './test-coalition.ts';

/** As a token of the member comes: no roles that reach beyond it. */
function plain(coalition: AuditedCoalition, member: string, ...roles: ('member-admin' | 'auditor')[]): Viewer {
  return {
    ...coalition.viewer(member),
    roles: new Set(roles),
    credential: 'token',
    credentialId: `token:${member}`,
  };
}

/** Polls a collection to its end, as a TAXII client does. */
async function poll(coalition: AuditedCoalition, member: string, from = 0, limit = 2): Promise<number> {
  const { core, open, time } = coalition;
  const viewer = plain(coalition, member);
  core.noteRead(viewer.principal);
  for (let at = from; ; ) {
    time.now += 10;
    const filter = { after: at, limit, versions: lastVersion };
    const { rows, more } = core.reader.page(viewer, open.collection, filter);
    core.audit.delivered(viewer, { collection: open.collection, after: at, rows, filter });
    at = rows.at(-1)?.added ?? at;
    if (more) continue;
    await core.audit.flush();
    return at;
  }
}

describe('who has an object', () => {
  let coalition: AuditedCoalition;
  before(async () => {
    coalition = await createAuditedCoalition();
  });
  after(() => coalition[Symbol.asyncDispose]());

  async function ask(viewer: Viewer, id: string) {
    await coalition.core.audit.flush();
    const { questions } = coalition.core;
    return questions.holdings(viewer, questions.scopeOf(viewer), id);
  }
  const auditor = () => plain(coalition, 'Germany', 'auditor');
  const named = (holdings: Awaited<ReturnType<typeof ask>>) =>
    holdings.map(({ holder, delivered, opened, exported, until }) =>
      [
        holder.name,
        ...(delivered ? ['delivered'] : []),
        ...(opened ? ['opened'] : []),
        ...(exported ? ['exported'] : []),
        ...(until ? ['no more'] : []),
      ].join(' '),
    );

  it('says to whom it was released, whom it reached, and who opened it', async () => {
    const id = await coalition.publish('France', 'green');
    assert.deepEqual(named(await ask(auditor(), id)), ['France', 'Germany', 'Iraq']);
    await poll(coalition, 'Iraq');
    coalition.core.views.view(plain(coalition, 'Germany'), id);
    assert.deepEqual(named(await ask(auditor(), id)), ['France', 'Germany opened', 'Iraq delivered']);
    for await (const _ of exportStream(coalition.core, plain(coalition, 'Germany'), { types: ['report'] }, 'stix'));
    assert.deepEqual(named(await ask(auditor(), id)), ['France', 'Germany opened exported', 'Iraq delivered']);
  });

  it('does not count an export of something else, nor one made before', async () => {
    for await (const _ of exportStream(coalition.core, plain(coalition, 'Iraq'), { types: ['malware'] }, 'stix'));
    for await (const _ of exportStream(coalition.core, plain(coalition, 'Iraq'), {}, 'stix'));
    coalition.time.now += 1000;
    const id = await coalition.publish('France', 'green');
    assert.deepEqual(named(await ask(auditor(), id)), ['France', 'Germany', 'Iraq']);
  });

  it('tells versions apart, and what was released no more when it was polled', async () => {
    const id = await coalition.publish('France', 'green');
    const end = await poll(coalition, 'Iraq');
    coalition.time.now += 5000;
    await coalition.publish('France', 'red', id);
    await poll(coalition, 'Iraq', end);
    await poll(coalition, 'Germany');
    const found = await ask(auditor(), id);
    assert.equal(new Set(found.map(({ version }) => version)).size, 2);
    assert.deepEqual(named(found), ['France', 'France', 'Germany no more', 'Iraq delivered no more']);
    const lost = found.find(({ holder }) => holder.name === 'Germany')?.until;
    const [changed] = (await coalition.entries('terms-changed')).slice(-1);
    assert.equal(lost?.entry, changed?.id);
  });

  it('knows that a page of newest versions held no older ones', async () => {
    const id = await coalition.publish('France', 'green');
    coalition.time.now += 5000;
    await coalition.publish('France', 'green', id);
    coalition.time.now += 5000;
    await poll(coalition, 'Iraq');
    assert.deepEqual(named(await ask(auditor(), id)), [
      'France',
      'Germany',
      'Iraq delivered',
      'France',
      'Germany',
      'Iraq',
    ]);
  });

  it('still knows after it was removed', async () => {
    const { core, open } = coalition;
    const id = await coalition.publish('France', 'green');
    await poll(coalition, 'Iraq');
    coalition.time.now += 5000;
    await core.remover.remove(
      coalition.viewer('France'),
      id,
      core.reader.owned(coalition.viewer('France'), id, open.collection),
    );
    const found = await ask(auditor(), id);
    assert.deepEqual(named(found), ['France no more', 'Germany no more', 'Iraq delivered no more']);
  });

  it('tells the owner’s people everything, and others only what they had themselves', async () => {
    const id = await coalition.publish('France', 'green');
    await poll(coalition, 'Iraq');
    assert.deepEqual(named(await ask(plain(coalition, 'France'), id)), ['France', 'Germany', 'Iraq delivered']);
    assert.deepEqual(named(await ask(plain(coalition, 'Iraq', 'member-admin'), id)), ['Iraq delivered']);
    assert.deepEqual(named(await ask(plain(coalition, 'Iraq'), id)), ['Iraq delivered']);
  });

  it('answers for what is hidden as for what there is not', async () => {
    const hidden = await coalition.publish('France', 'red');
    for (const viewer of [plain(coalition, 'Iraq'), plain(coalition, 'Iraq', 'member-admin')]) {
      assert.deepEqual(await ask(viewer, hidden), await ask(viewer, 'report--00000000-0000-4000-8000-000000000000'));
    }
    assert.deepEqual(named(await ask(auditor(), hidden)), ['France']);
  });
});

describe('what a member has had, and what a person opened', () => {
  let coalition: AuditedCoalition;
  let ids: string[];
  before(async () => {
    coalition = await createAuditedCoalition();
    ids = [];
    for (let count = 0; count < 5; count += 1)
      ids.push(await coalition.publish('France', count === 2 ? 'red' : 'green'));
    await poll(coalition, 'Iraq');
    coalition.time.now += 5000;
    coalition.core.views.view(plain(coalition, 'Iraq'), ids[4] ?? '');
    await coalition.core.audit.flush();
    for await (const _ of exportStream(coalition.core, plain(coalition, 'Iraq'), { types: ['report'] }, 'stix'));
    await coalition.core.audit.flush();
  });
  after(() => coalition[Symbol.asyncDispose]());

  function pages(limit: number, how: readonly (typeof receiptKinds)[number][] = receiptKinds): Receipt[] {
    const { questions, members } = coalition.core;
    const viewer = plain(coalition, 'Germany', 'auditor');
    const subject = `m:${members.find('Iraq')?.identity}`;
    const all: Receipt[] = [];
    for (let from: ReceiptPosition | undefined = newestReceipt; from !== undefined; ) {
      const page = questions.receipts(viewer, questions.scopeOf(viewer), subject, how, from, limit);
      assert.ok(page.received.length <= limit);
      all.push(...page.received);
      from = page.next;
    }
    return all;
  }

  it('expands ranges to what was in them, newest first, whatever the size of a page', () => {
    const all = pages(100);
    const reports = ids.filter((_, place) => place !== 2).toReversed();
    const delivered = all.filter(({ how, object }) => how === 'delivered' && object?.startsWith('report'));
    assert.deepEqual(
      delivered.map(({ object }) => object),
      reports,
    );
    assert.deepEqual(
      all.map(({ how }) => how).filter((how) => how !== 'delivered'),
      ['exported', 'opened'],
    );
    for (const limit of [1, 2, 3, 7]) assert.deepEqual(pages(limit), all);
    assert.deepEqual(
      pages(1, ['opened']).map(({ object }) => object),
      [ids[4]],
    );
  });

  it('tells nothing twice that went out twice', async () => {
    const before = pages(100).length;
    coalition.time.now += 5000;
    await poll(coalition, 'Iraq');
    assert.equal(pages(100).length, before);
    const id = await coalition.publish('France', 'green');
    coalition.time.now += 5000;
    await poll(coalition, 'Iraq');
    const [newest] = pages(100);
    assert.deepEqual([newest?.object, pages(100).length], [id, before + 1]);
  });
});

describe('what changed in the terms of an object', () => {
  it('is every entry that decided about it, in order, and of others’ objects nothing', async () => {
    await using coalition = await createAuditedCoalition();
    const { core } = coalition;
    const boss = coalition.viewer('France');
    const group = await core.memberService.putGroup(boss, { name: 'Few', members: ['Iraq'] });
    const id = await core.publisher.publish(boss, {
      collection: 'open',
      terms: { tlp: 'amber', releasableTo: ['Few'], notReleasableTo: [] },
      object: { type: 'campaign', name: 'For few' },
    } as never);
    await coalition.publish('France', 'green');
    coalition.time.now += 1000;
    await core.memberService.putGroup(boss, { name: 'Few', members: ['Germany'], identity: group.identity });
    coalition.time.now += 1000;
    const viewer = plain(coalition, 'France');
    await core.remover.remove(boss, id, core.reader.owned(boss, id, coalition.open.collection));
    const { questions } = core;
    const ask = (by: Viewer, of = id) => questions.termsHistory(by, questions.scopeOf(by), of);
    const found = ask(viewer).map(({ content }) => content);
    assert.deepEqual(
      found.map(({ kind }) => kind),
      ['released', 'withdrawn', 'released', 'removed'],
    );
    for (const { detail = {} } of found) assert.equal(((detail.releases ?? detail.placements) as unknown[]).length, 1);
    const auditor = plain(coalition, 'Germany', 'auditor');
    assert.deepEqual(ask(auditor), ask(viewer));
    assert.deepEqual(ask(plain(coalition, 'Iraq', 'member-admin')), []);
    assert.deepEqual(ask(plain(coalition, 'Iraq'), 'campaign--00000000-0000-4000-8000-000000000000'), []);
  });
});
