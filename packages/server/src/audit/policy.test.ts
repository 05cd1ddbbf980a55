import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Role, Viewer } from '../accounts/viewer.ts';
import { type AuditedCoalition, createAuditedCoalition } from './test-coalition.ts';

describe('who reads the log', () => {
  let coalition: AuditedCoalition;
  let hidden: string;
  before(async () => {
    coalition = await createAuditedCoalition();
    const { core } = coalition;
    hidden = await core.publisher.publish(coalition.viewer('France'), {
      collection: 'open',
      terms: { tlp: 'amber', releasableTo: ['Iraq'], notReleasableTo: [] },
      object: { type: 'campaign', name: 'For Iraq' },
    } as never);
    const group = await core.memberService.putGroup(coalition.viewer('France'), { name: 'Few', members: ['Iraq'] });
    await core.memberService.putGroup(coalition.viewer('France'), { ...group, members: ['Germany'] });
    core.views.view(coalition.viewer('Iraq'), hidden);
    await core.audit.flush();
  });
  after(() => coalition[Symbol.asyncDispose]());

  function of(member: string, ...roles: Role[]): Viewer {
    return { ...coalition.viewer(member), roles: new Set(roles), credentialId: 'token:any' };
  }
  function read(viewer: Viewer, kinds?: ('released' | 'opened' | 'group-changed')[]) {
    const { questions } = coalition.core;
    return questions.entries.page(questions.scopeOf(viewer), { kinds }, Number.MAX_SAFE_INTEGER, 500);
  }

  it('an auditor reads all of it', () => {
    const total = Number(coalition.database.prepare('SELECT count(*) AS n FROM audit_entry').get()?.n);
    assert.equal(read(of('Germany', 'auditor')).length, total);
  });

  it('an admin of the coalition reads what he administers and what is about his member, and of objects nothing', () => {
    const admin = of('Germany', 'coalition-admin', 'member-admin');
    assert.ok(read(admin, ['group-changed']).length > 0);
    const text = JSON.stringify(read(admin).map(({ content }) => content));
    assert.ok(!text.includes(hidden), 'it is not released to Germany');
    const { questions } = coalition.core;
    const scope = questions.scopeOf(admin);
    for (const { content } of read(of('Germany', 'auditor'))) {
      const isRead = read(admin).some((each) => each.content.id === content.id);
      assert.equal(questions.entries.find(scope, content.id) !== undefined, isRead, content.kind);
    }
    assert.deepEqual(questions.holdings(admin, scope, hidden), []);
    assert.deepEqual(questions.termsHistory(admin, scope, hidden), []);
    assert.equal(read(of('Iraq', 'coalition-admin'), ['opened']).length, 1, 'his own member’s reading');
  });

  it('an admin of a member reads what is about it', () => {
    assert.equal(read(of('Iraq', 'member-admin'), ['opened']).length, 1);
    assert.equal(read(of('Germany', 'member-admin'), ['opened']).length, 0);
    assert.ok(read(of('Germany', 'member-admin')).length < read(of('Germany', 'coalition-admin')).length);
  });
});
