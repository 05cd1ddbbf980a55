import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { entente, newCoalition, startServer, temporaryFolder } from './entente.ts';

const report = {
  type: 'report',
  name: 'Manbij',
  description: 'the narrow detail',
  published: '2026-02-01T00:00:00Z',
  object_refs: ['location--b49b2ad5-9b0b-4a7f-9b4e-7d3c3f7a2b11'],
};

test('preview says who would get what and publishes nothing; why says what decided', { timeout: 90_000 }, async (t) => {
  using folder = temporaryFolder();
  const { data, tokens } = await newCoalition(folder.path);
  const file = join(folder.path, 'report.json');
  writeFileSync(file, JSON.stringify(report));
  const asked = ['preview', file, '--member', 'France', '--collection', 'shared', '--tlp', 'green'];
  const divided = [...asked, '--part', 'description=amber:France'];

  await t.test('on a data folder', async () => {
    const { code, stdout, stderr } = await entente([...divided, '--data', data]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /All of it: France/);
    assert.match(stdout, /Without description: .*Iraq/);
    const found = await entente(['search', 'Manbij', '--as', 'France', '--data', data, '--json']);
    assert.equal((JSON.parse(found.stdout) as { total: { count: number } }).total.count, 0, 'it is not published');
    const wrong = await entente([...asked, '--part', 'description', '--data', data]);
    assert.equal(wrong.code, 2);
    const list = join(folder.path, 'list.json');
    writeFileSync(list, '[]');
    assert.equal((await entente(['preview', list, ...asked.slice(2), '--data', data])).code, 2);
  });

  await t.test('why', async () => {
    const id = 'incident--3f0e5a8c-2f5b-4c58-9d2c-1f4b8f0a5c11';
    const incident = join(folder.path, 'incident.json');
    const stamp = '2026-02-01T00:00:00.000Z';
    const object = { type: 'incident', spec_version: '2.1', id, created: stamp, modified: stamp, name: 'Crossing' };
    writeFileSync(incident, JSON.stringify(object));
    const into = ['--member', 'France', '--collection', 'shared', '--data', data, '--tlp', 'green'];
    assert.equal((await entente(['import', incident, ...into, '--releasable-to', 'France'])).code, 0);
    const why = (member: string, viewer: string) =>
      entente(['why', id, '--viewer', viewer, '--member', member, '--data', data]);
    assert.match((await why('France', 'Iraq')).stdout, /^Iraq does not have it\.\n {2}It is released to France only\./);
    const hidden = await why('Iraq', 'France');
    assert.equal(hidden.code, 1);
    assert.match(hidden.stderr, /no such object/);

    await using server = await startServer(['serve', '--data', data]);
    const there = ['--url', server.url, '--token', tokens.iraq];
    const remote = await entente(['why', id, '--viewer', 'France', ...there]);
    assert.equal(remote.code, 1);
    assert.match(remote.stderr, /no such object/);
    const others = await entente([...asked, ...there]);
    assert.match(others.stderr, /the token acts for Iraq, not for France/);
  });

  await t.test('who has it asks for wider release', async () => {
    const id = 'incident--5d0a5a8c-2f5b-4c58-9d2c-1f4b8f0a5c12';
    const file = join(folder.path, 'shared.json');
    const stamp = '2026-02-01T00:00:00.000Z';
    const object = { type: 'incident', spec_version: '2.1', id, created: stamp, modified: stamp, name: 'Crossing' };
    writeFileSync(file, JSON.stringify(object));
    const into = ['--member', 'France', '--collection', 'shared', '--data', data, '--tlp', 'green'];
    assert.equal((await entente(['import', file, ...into, '--releasable-to', 'France,Iraq'])).code, 0);
    const asked = ['ask-release', id, '--to', 'France', '--reason', 'We work on it together'];
    const { code, stdout, stderr } = await entente([...asked, '--member', 'Iraq', '--data', data]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^Asked France to release it to France/);
    assert.equal((await entente([...asked, '--member', 'Iraq', '--data', data])).code, 1, 'asked already');

    await using server = await startServer(['serve', '--data', data]);
    const there = ['--url', server.url, '--token', tokens.iraq];
    const listed = await entente(['release-requests', ...there, '--json']);
    const { requests } = JSON.parse(listed.stdout) as { requests: { object: string; state: string }[] };
    assert.deepEqual(
      requests.map((each) => [each.object, each.state]),
      [[id, 'open']],
    );
  });
});
