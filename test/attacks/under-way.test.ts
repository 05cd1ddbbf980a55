import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { after, test } from 'node:test';
import { type Caller, startCoalition, taxiiType } from './coalition.ts';
import { note, tlp } from './objects.ts';

/** A long request that was begun while a credential was good, and goes on when it is not any more. */

const coalition = await startCoalition();
after(() => coalition[Symbol.asyncDispose]());
const { core, operator, us, france, node } = coalition;

/** A token of a member, and how it ends. */
function stolen(member: number): Caller & { end(): void } {
  const { token, id } = core.access.tokens.create(operator, { member, label: 'stolen', write: true });
  return { headers: { authorization: `Bearer ${token}` }, end: () => core.access.tokens.revoke(operator, id) };
}

function begin(who: Caller, method: string, path: string, headers: Record<string, string> = {}): ClientRequest {
  const outgoing = request(`${node.url}${path}`, { method, headers: { ...who.headers, ...headers }, agent: false });
  outgoing.on('error', () => {});
  return outgoing;
}

async function answerTo(outgoing: ClientRequest): Promise<number> {
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  incoming.resume();
  return incoming.statusCode ?? 0;
}

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (const deadline = Date.now() + 20_000; !(await holds()); ) {
    assert.ok(Date.now() < deadline, 'within 20 seconds');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const uploads: [string, string, string, string][] = [
  ['an envelope', '/taxii2/coalition/collections/open/objects/', taxiiType, '{"objects":['],
  ['a file', '/api/import?collection=open', 'application/octet-stream', '['],
];
for (const [what, path, type, head] of uploads) {
  test(`of ${what} that is sent slowly nothing is stored that came after the token ended`, async () => {
    const thief = stolen(us.principal);
    // Larger together than what is written at once.
    const notes = Array.from({ length: 12 }, () => note(us, [tlp('green')], { content: 'x'.repeat(1_000_000) }));
    const texts = notes.map((each) => JSON.stringify(each));
    const asked = notes.map(({ id }) => id).join(',');
    const stored = async () =>
      (await coalition.read(us, `/taxii2/coalition/collections/open/manifest/?match[id]=${asked}`)).match(
        /"date_added"/g,
      )?.length ?? 0;
    const outgoing = begin(thief, 'POST', path, { 'content-type': type });
    const answered = answerTo(outgoing);
    outgoing.write(`${head}${texts.slice(0, 10).join(',')},`);
    await until(async () => (await stored()) > 0);
    const before = await stored();
    thief.end();
    outgoing.end(`${texts.slice(10).join(',')}]${head.startsWith('{') ? '}' : ''}`);
    assert.equal(await answered, 401);
    assert.equal(await stored(), before);
  });
}

test('a file that is taken slowly ends with the token', async () => {
  const filler = 'x'.repeat(9000);
  const notes = Array.from({ length: 3600 }, () => note(us, [tlp('green')], { content: filler }));
  for (let from = 0; from < notes.length; from += 500) await coalition.store(us, notes.slice(from, from + 500));
  const thief = stolen(france.principal);
  const outgoing = begin(thief, 'GET', '/api/export');
  outgoing.end();
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  assert.equal(incoming.statusCode, 200);
  await once(incoming, 'readable');
  thief.end();
  let text = '';
  incoming.setEncoding('utf8');
  const isWhole = await new Promise<boolean>((resolve) => {
    incoming.on('data', (chunk: string) => {
      text += chunk;
    });
    incoming.on('error', () => resolve(false));
    incoming.on('end', () => resolve(incoming.complete));
  });
  assert.equal(isWhole, false, 'it does not look like a whole file');
  assert.ok(text.split('"type":"note"').length < notes.length - 500, 'most of it was not sent');
});
