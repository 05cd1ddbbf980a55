import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { z } from '@hono/zod-openapi';
import { startTestApp, type TestApp } from '../http/test-app.ts';
import type { ObjectView } from '../objects/messages.ts';
import type { AddedReports, ProposalMessage, ReportView } from './messages.ts';

type Report = z.infer<typeof ReportView>;
const green = { tlp: 'green', releasableTo: [], notReleasableTo: [] };
const text = `The mayor, Ines Roth, said that the ferry would sail again in May.

Harbour pilots warned that the channel is too shallow.`;

describe('what a report says, where a member wants a second person', () => {
  let app: TestApp;
  let [analyst, officer, admin, iraq] = ['', '', '', ''];
  let report: string;

  before(async () => {
    app = await startTestApp();
    analyst = await app.person('analyst', { member: 'France' });
    officer = await app.person('officer', { member: 'France', roles: ['analyst', 'release-officer'] });
    admin = await app.person('admin', { member: 'France', roles: ['member-admin'] });
    iraq = await app.person('iraq', { member: 'Iraq' });
    const body = { collection: 'open', terms: green, source: { text } };
    const { reports } = await app.must<z.infer<typeof AddedReports>>(analyst, 'POST', '/api/reports', body);
    report = reports[0]?.id ?? '';
    await app.must(admin, 'PUT', '/api/members/France/policy', { widerThan: 'amber', partners: [] });
  });
  after(() => app[Symbol.asyncDispose]());

  const open = (who: string): Promise<Report> => app.must(who, 'GET', `/api/reports/${report}`);
  async function proposal(words: string): Promise<z.infer<typeof ProposalMessage>> {
    const { proposals, paragraphs } = await open(analyst);
    const whole = paragraphs.join('\n\n');
    const found = proposals.find(({ content }) => content.some((at) => whole.slice(at.start, at.end).includes(words)));
    return found ?? assert.fail(`nobody says ${words}`);
  }
  async function confirm(words: string) {
    const { id, source, cue, content, kind, speakerName } = await proposal(words);
    const given = { proposal: id, source, cue, content, kind, speakerName, newPerson: true };
    return app.ask(analyst, 'POST', `/api/reports/${report}/statements`, given);
  }

  it('waits with whom it names, and is published with him when approved', async () => {
    const { status, text: answer } = await confirm('ferry would sail');
    assert.equal(status, 202, answer);
    const { approval, id } = JSON.parse(answer) as { approval: string; id?: string };
    assert.equal(id, undefined);
    assert.deepEqual((await open(iraq)).statements, []);
    const waiting = await proposal('ferry would sail');
    assert.deepEqual([waiting.state, waiting.approval, waiting.statement], ['accepted', 'waiting', undefined]);
    const path = `/api/reports/${report}/proposals/${waiting.id}`;
    assert.equal((await app.ask(analyst, 'POST', `${path}/reopen`)).status, 409);
    assert.equal((await confirm('ferry would sail')).status, 409);

    await app.must(officer, 'POST', `/api/approvals/${approval}/approve`);
    const [statement] = (await open(iraq)).statements;
    assert.equal(statement?.speaker?.name, 'Ines Roth');
    const done = await proposal('ferry would sail');
    assert.deepEqual([done.state, done.approval, done.statement], ['accepted', undefined, statement?.id]);
  });

  it('is open again when it is sent back', async () => {
    const { approval } = JSON.parse((await confirm('too shallow')).text) as { approval: string };
    await app.must(officer, 'POST', `/api/approvals/${approval}/send-back`, { reason: 'Who says so?' });
    const again = await proposal('too shallow');
    assert.deepEqual([again.state, again.approval], ['open', 'sent-back']);
    assert.equal((await confirm('too shallow')).status, 202);
  });

  it('carries what was decided over to a new version, where the words are the same', async () => {
    await app.must(admin, 'PUT', '/api/members/France/policy', { partners: [] });
    const body = { collection: 'open', terms: green, source: { text: `${text}\n\nThe council wants a bridge.` } };
    const { reports } = await app.must<z.infer<typeof AddedReports>>(analyst, 'POST', '/api/reports', body);
    report = reports[0]?.id ?? '';
    const wanted = await proposal('a bridge');
    await app.must(analyst, 'POST', `/api/reports/${report}/proposals/${wanted.id}/reject`);
    assert.equal((await confirm('ferry would sail')).status, 201);
    const view = await app.must<z.infer<typeof ObjectView>>(analyst, 'GET', `/api/objects/${report}`);
    const object = structuredClone(view.object) as { extensions: Record<string, { paragraphs?: { text: string }[] }> };
    for (const extension of Object.values(object.extensions)) {
      extension.paragraphs?.unshift({ text: 'Corrected: the bridge was not voted on.' });
    }
    app.time.now += 1000;
    await app.must(analyst, 'POST', '/api/objects', { collection: 'open', terms: green, object });
    assert.equal((await open(analyst)).paragraphs[0], 'Corrected: the bridge was not voted on.');
    assert.equal((await proposal('a bridge')).state, 'rejected');
    const accepted = await proposal('ferry would sail');
    assert.equal(accepted.state, 'accepted');
    assert.deepEqual(
      (await open(analyst)).statements.map(({ id }) => id),
      [accepted.statement],
    );
    assert.equal((await proposal('too shallow')).state, 'open');
  });
});
