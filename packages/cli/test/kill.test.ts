import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entente, indicators, newCoalition, startServer, type TestServer, taxii, temporaryFolder } from './entente.ts';

const batch = 20;
const clients = 4;

/** Sends batches until the server is gone, and notes the ids that it said were stored. */
async function send(
  server: TestServer,
  collection: string,
  token: string,
  client: number,
  acknowledged: string[],
): Promise<void> {
  for (let round = 0; ; round += 1) {
    const objects = indicators(batch, client * 1_000_000 + round * batch);
    try {
      const response = await taxii(`${server.taxii}coalition/collections/${collection}/objects/`, token, objects);
      const status = (await response.json()) as { status: string; successes: { id: string }[] };
      assert.equal(status.status, 'complete');
      acknowledged.push(...status.successes.map(({ id }) => id));
    } catch {
      return;
    }
  }
}

/** All ids that a member sees in a collection, page by page. */
async function readAll(server: TestServer, collection: string, token: string): Promise<string[]> {
  const ids: string[] = [];
  for (let next: string | undefined = ''; next !== undefined; ) {
    const query = new URLSearchParams({ limit: '1000', ...(next === '' ? {} : { next }) });
    const response = await taxii(`${server.taxii}coalition/collections/${collection}/objects/?${query}`, token);
    const page = (await response.json()) as { objects?: { id: string }[]; next?: string };
    ids.push(...(page.objects ?? []).map(({ id }) => id));
    next = page.next;
  }
  return ids;
}

test('kill -9 under load loses nothing that was acknowledged', { timeout: 60_000 }, async () => {
  using folder = temporaryFolder();
  const { data, tokens } = await newCoalition(folder.path);
  const before = await startServer(['serve', '--data', data]);
  const acknowledged: string[] = [];
  const sending = Array.from({ length: clients }, (_, client) =>
    send(before, 'shared', client % 2 === 0 ? tokens.france : tokens.iraq, client, acknowledged),
  );
  // Under load: each is in the middle of something when it is killed.
  while (acknowledged.length < 20 * clients * batch) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal(await before.end('SIGKILL'), null, 'it was killed and did not end by itself');
  await Promise.all(sending);

  // The lock of the dead process stands in nobody's way.
  await using after = await startServer(['serve', '--data', data]);
  const found = await readAll(after, 'shared', tokens.iraq);
  const there = new Set(found);
  const missing = acknowledged.filter((id) => !there.has(id));
  assert.equal(missing.length, 0, `${missing.length} of ${acknowledged.length} are lost`);
  assert.equal(there.size, found.length, 'each once');
  assert.equal(await after.end('SIGTERM'), 0);
  const doctor = await entente(['doctor', '--data', data, '--thorough']);
  assert.equal(doctor.code, 0, doctor.stdout);
});
