import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApp, type TestApp } from '../http/test-app.ts';

/** What an auditor learns of an object that others have: who has it and by which rule, and nothing of what it says. */
describe('an auditor of another member', () => {
  let app: TestApp;
  let auditor: string;
  let id: string;
  const secret = 'a ferry at the northern quay';
  const missing = 'report--00000000-0000-4000-8000-000000000000';

  before(async () => {
    app = await startTestApp();
    await app.person('france', { member: 'France' });
    auditor = await app.person('auditor', { member: 'Norway', roles: ['auditor'] });
    await app.unit('Norway', 'Border');
    const { object } = await app.must<{ object: { id: string } }>('france@people.example', 'POST', '/api/objects', {
      collection: 'open',
      terms: { tlp: 'amber', releasableTo: ['Iraq'] },
      parts: [{ selectors: ['labels'], terms: { tlp: 'red', releasableTo: ['Iraq'] } }],
      object: {
        type: 'report',
        name: secret,
        labels: ['ferry'],
        published: '2035-01-01T00:00:00Z',
        object_refs: [app.identity('France')],
      },
    });
    id = object.id;
  });
  after(() => app[Symbol.asyncDispose]());

  it('is told why somebody has it, without its parts', async () => {
    assert.equal((await app.ask(auditor, 'GET', `/api/objects/${id}`)).status, 404, 'it is not released to Norway');
    const { status, text } = await app.ask(auditor, 'GET', `/api/objects/${id}/why?viewer=Iraq`);
    assert.equal(status, 200, text);
    const { sees, reasons } = JSON.parse(text) as { sees: string; reasons: { text: string; property?: string }[] };
    assert.equal(sees, 'some');
    assert.ok(reasons.some((each) => /names Iraq/.test(each.text)));
    assert.ok(!text.includes('labels') && !text.includes('ferry'), text);
    const norway = await app.must<{ sees: string }>(auditor, 'GET', `/api/objects/${id}/why?viewer=Norway/Border`);
    assert.equal(norway.sees, 'nothing');
  });

  it('cannot find out what it is made of', async () => {
    const ask = (of: string, property: string) =>
      app.ask(auditor, 'GET', `/api/objects/${of}/why?viewer=Iraq&property=${property}`);
    const [there, absent] = [await ask(id, 'labels'), await ask(id, 'confidence')];
    assert.equal(there.status, 404);
    assert.deepEqual(there, absent);
  });

  it('is told who has it, without what it says', async () => {
    const { status, text } = await app.ask(auditor, 'GET', `/api/objects/${id}/audience`);
    assert.equal(status, 200, text);
    const { renditions } = JSON.parse(text) as { renditions: { audience: { name: string }[]; isWhole: boolean }[] };
    assert.deepEqual(
      renditions.map(({ audience, isWhole }) => [audience.map(({ name }) => name), isWhole]),
      [
        [['France'], true],
        [['Iraq'], false],
      ],
    );
    assert.ok(!text.includes('ferry') && !text.includes('labels') && !text.includes('object'), text);
  });

  it('has no answer about himself, as if it did not exist, and none about what does not', async () => {
    for (const question of ['why', 'why?viewer=Norway']) {
      const own = await app.ask(auditor, 'GET', `/api/objects/${id}/${question}`);
      assert.deepEqual(own, await app.ask(auditor, 'GET', `/api/objects/${missing}/${question}`), question);
      assert.equal(own.status, 404);
    }
    for (const question of ['why?viewer=Iraq', 'audience']) {
      assert.equal((await app.ask(auditor, 'GET', `/api/objects/${missing}/${question}`)).status, 404);
    }
  });

  it('differs in that from all who have no such right', async () => {
    const others = [
      await app.person('border', { member: 'Norway', unit: 'Border' }),
      await app.person('coalition-admin', { member: 'Norway', roles: ['coalition-admin', 'member-admin'] }),
      await app.person('officer', { member: 'Iraq', roles: ['analyst', 'release-officer', 'member-admin'] }),
    ];
    for (const who of others) {
      for (const question of ['why?viewer=France', 'why?viewer=Norway/Border', 'audience']) {
        const answer = await app.ask(who, 'GET', `/api/objects/${id}/${question}`);
        assert.deepEqual(
          answer,
          await app.ask(who, 'GET', `/api/objects/${missing}/${question}`),
          `${who} ${question}`,
        );
        assert.equal(answer.status, 404);
      }
    }
  });
});
