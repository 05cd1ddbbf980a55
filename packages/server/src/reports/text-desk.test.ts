import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Problem } from '../http/problem.ts';
import { createTextDesk } from './text-desk.ts';

/** Takes the parser half a minute. */
const slow = Buffer.from(`<html><body>${'<div>'.repeat(60_000)}deep</body></html>`);

test('a file that takes too long is given up, and the next is read', async () => {
  await using desk = createTextDesk(4000);
  const [stopped, next] = await Promise.allSettled([
    desk.read('somebody', slow, { name: 'a.html' }),
    desk.propose('somebody', 'She said that she would go.', {}),
  ]);
  assert.ok(stopped.status === 'rejected' && stopped.reason instanceof Problem);
  assert.match(stopped.reason.message, /too long/);
  assert.equal(next.status, 'fulfilled');
});

test('what a parser says of a file is a refusal, and nothing of the content', async () => {
  await using desk = createTextDesk();
  await assert.rejects(
    desk.read('somebody', Buffer.from('%PDF-1.4 secret words'), {}),
    (error) => error instanceof Problem && error.code === 'invalid' && !error.message.includes('secret'),
  );
  await assert.rejects(
    desk.read('somebody', Buffer.alloc(11 * 1024 * 1024, 97), {}),
    (error) => error instanceof Problem && error.code === 'too-large',
  );
  const { documents } = await desk.read(
    'somebody',
    Buffer.from('She said that she would go, and he that he would stay.'),
    {},
  );
  assert.equal(documents.length, 1);
});

test('what waits is bounded, and is told that the node is stopping', async () => {
  const desk = createTextDesk();
  const large = Buffer.alloc(9 * 1024 * 1024, 10);
  const asked = Array.from({ length: 12 }, () => desk.read('somebody', large, {}));
  const settled = Promise.allSettled(asked);
  await desk[Symbol.asyncDispose]();
  const codes = (await settled).map((each) => (each.status === 'rejected' ? (each.reason as Problem).code : 'read'));
  assert.ok(codes.includes('too-many-requests'), codes.join());
  assert.ok(codes.includes('internal'), codes.join());
});

test('one person’s slow files hold up nobody else', async () => {
  await using desk = createTextDesk(8000);
  const before = performance.now();
  const slowOnes = Promise.allSettled(Array.from({ length: 3 }, () => desk.read('one', slow, { name: 'a.html' })));
  const { documents } = await desk.read('another', Buffer.from('She said that she would go.'), {});
  assert.equal(documents.length, 1);
  const first = await Promise.race([slowOnes, Promise.resolve('they are still being read')]);
  assert.equal(first, 'they are still being read');
  assert.ok(performance.now() - before < 8000);
});

test('a process that dies on a file takes nothing with it', { skip: process.platform !== 'linux' }, async () => {
  const children = (): string[] =>
    readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean);
  await using desk = createTextDesk();
  const read = desk.read('somebody', slow, { name: 'a.html' }).catch((error: unknown) => error);
  for (const child of children()) process.kill(Number(child), 'SIGSEGV');
  const refused = await read;
  assert.ok(refused instanceof Problem && refused.code === 'invalid', String(refused));
  assert.ok((await desk.propose('somebody', 'She said that she would go.', {})).length > 0);
  const [stays] = children();
  assert.ok(stays !== undefined);
  await desk[Symbol.asyncDispose]();
  assert.deepEqual(children(), []);
});
