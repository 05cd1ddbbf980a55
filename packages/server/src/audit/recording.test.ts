import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { exportStream } from '../export/export-stream.ts';
import { lastVersion } from '../objects/object-reader.ts';
import { note, stampOf, tlp } from '../objects/test-coalition.ts';
import type { EntryContent } from './entry-content.ts';
import { type AuditedCoalition, createAuditedCoalition } from './test-coalition.ts';
import { verifyOwnLog } from './verify-own-log.ts';

describe('the log tells', () => {
  let coalition: AuditedCoalition;
  before(async () => {
    coalition = await createAuditedCoalition();
  });
  after(() => coalition[Symbol.asyncDispose]());

  const identity = (name: string): string => coalition.core.members.find(name)?.identity ?? '';
  const last = async (kind: EntryContent['kind']): Promise<EntryContent> => {
    const found = (await coalition.entries(kind)).at(-1);
    assert.ok(found, `no entry of the kind ${kind}`);
    return found;
  };
  const releases = ({ detail }: EntryContent) => detail?.releases as Record<string, string>[];
  const audience = (digest: string | undefined) => {
    const row = coalition.database
      .prepare('SELECT identities FROM audit_audience WHERE audience = ?')
      .get(digest ?? '');
    return (JSON.parse(String(row?.identities)) as string[]).map(
      (each) => coalition.core.members.find(each)?.name ?? each,
    );
  };

  it('who joined, and who took them in', async () => {
    const joined = await coalition.entries('member-joined');
    assert.deepEqual(
      joined.map(({ members }) => members),
      [[identity('Iraq')], [identity('Germany')]],
    );
    assert.deepEqual(joined[0]?.actor, { by: 'local', member: identity('France') });
  });

  it('what was released to whom, once a write, and not a word of it', async () => {
    await coalition.publish('Iraq', 'green');
    const { actor, members, ...entry } = await last('released');
    const [release, ...others] = releases({ actor, ...entry });
    assert.deepEqual([actor.member, members, others], [identity('Iraq'), [identity('Iraq')], []]);
    assert.deepEqual(audience(release?.audience).sort(), ['France', 'Germany', 'Iraq']);
    assert.deepEqual([release?.collection, release?.placements], [coalition.open.id, 1]);
    const everything = (await coalition.entries()).map((each) => JSON.stringify(each)).join('\n');
    assert.doesNotMatch(everything, /words that no entry|A report|a password/);
  });

  it('that a newer version narrowed the older ones', async () => {
    const id = await coalition.publish('France', 'green');
    await coalition.publish('France', 'red', id);
    const { subjects, actor, detail } = await last('terms-changed');
    assert.deepEqual([subjects, actor.member], [[id], identity('France')]);
    const [change] = (detail?.placements ?? []) as Record<string, string>[];
    assert.deepEqual(audience(change?.audience), ['France']);
  });

  it('once what two newer versions narrowed that came together', async () => {
    const { core, open } = coalition;
    const france = coalition.viewer('France');
    const versions = (['clear', 'green', 'red'] as const).map((level, place) =>
      note('A note in three versions.', {
        id: 'note--7a1b9c52-0b0e-4f57-8e1a-6d2c3f4a5b6c',
        created_by_ref: identity('France'),
        modified: stampOf(place + 1),
        object_marking_refs: [tlp(level)],
      }),
    );
    const write = (some: typeof versions) =>
      core.service.add(
        france,
        open,
        some.map((value) => ({ bytes: Buffer.from(JSON.stringify(value)), value })),
      );
    const states = [...(await write(versions.slice(0, 1))), ...(await write(versions.slice(1)))];
    assert.deepEqual(
      states.map(({ state }) => state),
      ['stored', 'stored', 'stored'],
    );
    const changes = (await coalition.entries('terms-changed')).filter(({ subjects }) =>
      subjects?.includes(String(versions[0]?.id)),
    );
    const [change] = changes.flatMap(({ detail }) => (detail?.placements ?? []) as Record<string, string>[]);
    assert.deepEqual(audience(change?.audience), ['France']);
  });

  it('who lost sight by leaving a group, and who gained it by coming in', async () => {
    const { core } = coalition;
    const boss = coalition.viewer('France');
    const group = await core.memberService.putGroup(boss, { name: 'Few', members: ['Iraq'] });
    await core.publisher.publish(coalition.viewer('Germany'), {
      collection: 'open',
      terms: { tlp: 'amber', releasableTo: ['Few'], notReleasableTo: [] },
      object: { type: 'campaign', name: 'For few' },
    } as never);
    core.noteRead(coalition.member('Iraq'));
    await core.memberService.putGroup(boss, { name: 'Few', members: ['France'], identity: group.identity });
    const changed = await last('group-changed');
    assert.deepEqual(changed.detail, { added: [identity('France')], removed: [identity('Iraq')] });
    assert.ok([identity('France'), identity('Iraq')].every((each) => changed.members?.includes(each)));
    const withdrawn = await last('withdrawn');
    assert.deepEqual([withdrawn.members, withdrawn.actor.member], [[identity('Germany')], identity('France')]);
    assert.deepEqual(audience(releases(withdrawn)[0]?.lost), ['Iraq']);
    const gained = await last('released');
    assert.deepEqual(audience(releases(gained)[0]?.gained), ['France']);
  });

  it('which pages went out: those that follow each other as one range', async () => {
    const { core, open } = coalition;
    const viewer = coalition.viewer('Germany');
    let from = 0;
    for (;;) {
      const filter = { after: from, limit: 1, versions: lastVersion };
      const { rows, more } = core.reader.page(viewer, open.collection, filter);
      core.audit.delivered(viewer, { collection: open.collection, after: from, rows, filter });
      if (!more) break;
      from = rows.at(-1)?.added ?? 0;
    }
    assert.ok(from > 0, 'several pages');
    const [delivered, ...others] = await coalition.entries('delivered');
    assert.deepEqual([others, delivered?.subjects], [[], [open.id]]);
    assert.equal(delivered?.detail?.after, undefined);
    assert.equal(delivered?.detail?.principal, identity('Germany'));
    const empty = { collection: open.collection, after: from + 1e9, rows: [], filter: { versions: lastVersion } };
    core.audit.delivered(viewer, empty);
    assert.equal((await coalition.entries('delivered')).length, 1);
  });

  it('the first time that something is opened, and no other', async () => {
    const id = await coalition.publish('Iraq', 'green');
    for (let time = 0; time < 3; time += 1) coalition.core.views.view(coalition.viewer('France'), id);
    coalition.core.views.bytes(coalition.viewer('France'), id);
    coalition.core.views.view(coalition.viewer('Germany'), id);
    const opened = (await coalition.entries('opened')).filter(({ subjects }) => subjects?.includes(id));
    assert.deepEqual(
      opened.map(({ actor }) => actor.member),
      [identity('France'), identity('Germany')],
    );
    assert.throws(() => coalition.core.views.view(coalition.viewer('Germany'), 'report--none'));
  });

  it('that a file is made, before it is, and what narrowed it but the words', async () => {
    const stream = exportStream(
      coalition.core,
      coalition.viewer('Iraq'),
      { text: 'secret word', types: ['report'] },
      'stix',
    );
    await stream.next();
    const { detail } = await last('exported');
    assert.deepEqual(detail, { format: 'stix', principal: identity('Iraq'), searched: true, types: ['report'] });
  });

  it('what was removed from a collection', async () => {
    const id = await coalition.publish('Iraq', 'green');
    const viewer = coalition.viewer('Iraq');
    await coalition.core.remover.remove(viewer, id, coalition.core.reader.owned(viewer, id, coalition.open.collection));
    const { subjects, detail } = await last('removed');
    assert.deepEqual([subjects, detail?.object], [[id], id]);
  });

  it('of collections, accounts and tokens', async () => {
    const { core } = coalition;
    const boss = coalition.viewer('France');
    const made = await core.collectionService.add(boss, { title: 'Second', readers: ['Iraq'] });
    assert.deepEqual((await last('collection-added')).detail?.readers, [identity('Iraq')]);
    await core.collectionService.change(boss, made.id, { readers: 'all' });
    assert.deepEqual((await last('collection-changed')).subjects, [made.id]);
    const account = {
      email: 'a@iraq.example',
      name: 'A',
      member: coalition.member('Iraq'),
      roles: ['reader'] as const,
    };
    const { id } = await core.access.accounts.add(boss, { ...account, password: 'a password long enough' });
    assert.deepEqual((await last('account-created')).accounts, [id]);
    await core.access.accounts.change(boss, id, { password: 'another password long enough' });
    assert.deepEqual((await last('account-changed')).detail, { password: true });
    const token = core.access.tokens.create(boss, { member: coalition.member('Iraq'), label: 'x', write: false });
    assert.deepEqual((await last('token-created')).tokens, [token.id]);
    core.access.tokens.revoke(boss, token.id);
    assert.deepEqual((await last('token-revoked')).members, [identity('Iraq')]);
    assert.equal(await core.access.sessions.signIn('a@iraq.example', 'wrong'), undefined);
    assert.deepEqual((await last('sign-in-failed')).accounts, [id]);
    assert.equal(await core.access.sessions.signIn('nobody@iraq.example', 'wrong'), undefined);
    const failed = await last('sign-in-failed');
    assert.deepEqual([failed.accounts, failed.members, failed.actor], [undefined, undefined, { by: 'node' }]);
    const session = await core.access.sessions.signIn('a@iraq.example', 'another password long enough');
    assert.equal((await last('signed-in')).actor.account, id);
    assert.ok(session);
    await core.memberService.remove(boss, 'Germany');
    assert.deepEqual((await last('member-left')).members, [identity('Germany')]);
  });

  it('nothing of what was refused, or undone', async () => {
    const { core, open } = coalition;
    const before = (await coalition.entries()).length;
    const failed = core.queue.run(() => {
      core.audit.record({ kind: 'purged', subjects: ['report--x'] });
      throw new Error('undone');
    });
    await assert.rejects(failed, /undone/);
    const [outcome] = await core.service.add(coalition.viewer('Iraq'), open, [{ bytes: Buffer.from('{}'), value: {} }]);
    assert.equal(outcome?.state, 'refused');
    assert.equal((await coalition.entries()).length, before);
  });

  it('and is sound in the end', async () => {
    await coalition.pass();
    const report = verifyOwnLog(coalition.database);
    assert.deepEqual([report.findings, report.open], [[], 0]);
    assert.ok(report.entries > 20);
  });
});
