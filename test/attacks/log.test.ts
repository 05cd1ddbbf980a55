import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { basic, type Member, nobody, taxiiType } from './coalition.ts';
import { note, tlp } from './objects.ts';
import { hangUp, type Sent, send } from './send.ts';

test('the log holds no content, no password and no token, at its most talkative and when things break', async (context) => {
  const program = fileURLToPath(new URL('logged-node.ts', import.meta.url));
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'pipe'] });
  context.after(() => {
    hangUp();
    child.kill();
  });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { url, us, france } = JSON.parse(String((await lines.next()).value)) as {
    url: string;
    us: Member;
    france: Member;
  };

  const json = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
  const secret = note(us, [tlp('green')], { content: 'unmistakable content' });
  const publication = {
    collection: 'open',
    terms: { tlp: 'green' },
    object: { type: 'note', content: 'unmistakable content', object_refs: [us.identity] },
  };
  const bearer = { authorization: String(us.headers.authorization) };
  const taxii = { ...bearer, 'content-type': taxiiType };
  const objects = '/taxii2/coalition/collections/open/objects/';
  const requests: Sent[] = [
    { method: 'POST', path: objects, headers: taxii, body: JSON.stringify({ objects: [secret] }) },
    { method: 'POST', path: objects, headers: taxii, body: '{"objects":[{"content":"unmistakable content"' },
    { method: 'POST', path: objects, headers: taxii, body: '"unmistakable content"' },
    { method: 'POST', path: '/api/objects', headers: { ...json, ...bearer }, body: JSON.stringify(publication) },
    { method: 'POST', path: '/api/objects', headers: { ...json, ...bearer }, body: '{"x":"unmistakable content' },
    { path: '/api/objects?q=unmistakable%20content', headers: bearer },
    { path: `/api/objects/${secret.id}`, headers: bearer },
    { path: '/api/export', headers: bearer },
    { path: objects, headers: { authorization: String(france.headers.authorization) } },
    { path: '/api/me', headers: { authorization: basic('operator@us.example', 'unmistakable password') } },
    { path: '/api/me', headers: { cookie: 'entente.session_token=unmistakable.cookie' } },
    {
      method: 'POST',
      path: '/api/sign-in',
      headers: json,
      body: JSON.stringify({ email: 'operator@us.example', password: 'unmistakable password' }),
    },
    { path: '/api/nothing?token=unmistakable', headers: nobody.headers },
  ];
  for (const request of requests) assert.ok((await send(url, request)).status < 500);
  child.stdin.write('break\n');
  await lines.next();
  let faults = 0;
  for (const request of requests) {
    // What had begun to be answered breaks off.
    const { status, text } = await send(url, request).catch(() => ({ status: 500, text: '' }));
    assert.doesNotMatch(text, /no such table/);
    if (status !== 500) continue;
    faults += 1;
    // Nor is the sender of a request told what broke.
    assert.doesNotMatch(text, /SQL|table|body|at .*\.ts/, text);
  }
  assert.ok(faults > 3, `${faults} faults`);
  child.stdin.end();
  await once(child, 'close');

  assert.equal(log.split('\n').filter((line) => line.includes('"fault"')).length, faults, log);
  const tokens = [us, france].map(({ headers }) => String(headers.authorization).slice('Bearer entente_'.length));
  for (const word of ['unmistakable', 'operator@us.example', ...tokens])
    assert.ok(!log.includes(word), `${word} in ${log}`);
});
