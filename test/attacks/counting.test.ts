import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Caller, type Member, startCoalition } from './coalition.ts';
import { openEvents } from './events.ts';
import { address, note, releaseTo, tlp } from './objects.ts';

/** Counting what is hidden, and probing whether it is there: by dates added, by cursors, by writing the same ids. */

const coalition = await startCoalition();
after(() => coalition[Symbol.asyncDispose]());
const { us, france, iraq, ask } = coalition;
const toIraq = releaseTo(us, iraq);
await coalition.store(us, [toIraq]);
const hidden = (): ReturnType<typeof note> => note(us, [tlp('amber'), toIraq.id]);
const shown = (): ReturnType<typeof note> => note(us, [tlp('green')]);

/** Dates added, in microseconds, of these objects as the caller's TAXII client gets them. */
async function datesOf(who: Caller, ids: readonly string[]): Promise<number[]> {
  const dates: number[] = [];
  for (let start = 0; start < ids.length; start += 50) {
    const some = ids.slice(start, start + 50).join(',');
    const text = await coalition.read(who, `/taxii2/coalition/collections/open/manifest/?limit=1000&match[id]=${some}`);
    const { objects = [] } = JSON.parse(text) as { objects?: { date_added: string }[] };
    dates.push(...objects.map(({ date_added }) => microseconds(date_added)));
  }
  return dates.sort((a, b) => a - b);
}

function microseconds(text: string): number {
  const [, seconds = '', fraction = ''] = /^(.*)\.(\d{6})Z$/.exec(text) ?? [];
  return Date.parse(`${seconds}Z`) * 1000 + Number(fraction);
}

const spread = (dates: readonly number[]): number => (dates.at(-1) ?? 0) - (dates[0] ?? 0);

test('dates added of a batch are spread alike, whatever hidden lies between, before and after', async () => {
  const older = Array.from({ length: 8 }, hidden);
  await coalition.store(us, older);
  const newer = older.map((object) => ({ ...object, modified: '2026-02-01T00:00:00.000Z', content: 'changed' }));
  /** Each puts something hidden around four visible objects of one envelope. */
  const envelopes: [string, (visible: unknown[]) => unknown[]][] = [
    ['nothing', (visible) => visible],
    ['many', (visible) => visible.flatMap((each) => [...Array.from({ length: 35 }, hidden), each])],
    ['new versions', ([a, b, c, d], at = newer.splice(0, 2)) => [a, at[0], b, c, at[1], d]],
    [
      'markings',
      (visible) => [...visible, releaseTo(us, iraq), ...Array.from({ length: 20 }, () => releaseTo(us, iraq))],
    ],
  ];
  const spreads = new Map<string, number[]>(envelopes.map(([what]) => [what, []]));
  for (let round = 0; round < 40; round += 1) {
    for (const [what, around] of envelopes) {
      if (what === 'new versions' && newer.length === 0) {
        newer.push(...older.map((object) => ({ ...object, modified: `2026-02-01T00:00:00.${100 + round}Z` })));
      }
      const visible = Array.from({ length: 4 }, shown);
      await coalition.store(us, around(visible));
      spreads.get(what)?.push(
        spread(
          await datesOf(
            france,
            visible.map(({ id }) => id),
          ),
        ),
      );
    }
  }
  // Four even draws from 2,000 µs: at most so far apart, and in the mean 1,200 µs, with a deviation of 63 for 40 rounds.
  for (const [what, values] of spreads) {
    const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
    assert.ok(Math.max(...values) < 2000, `${what}: ${Math.max(...values)} µs apart`);
    assert.ok(mean > 850 && mean < 1550, `${what}: ${mean} µs in the mean`);
  }
});

test('dates added never stand in a row, so none is missing from it', async () => {
  const visible = Array.from({ length: 60 }, shown);
  await coalition.store(us, visible);
  const dates = await datesOf(
    france,
    visible.map(({ id }) => id),
  );
  const gaps = dates.slice(1).map((date, index) => date - (dates[index] ?? 0));
  assert.ok(new Set(gaps).size > 10, `gaps ${gaps}`);
});

test('writing an observable that others have hidden tells its writer nothing', async () => {
  const values = Array.from({ length: 30 }, (_, index) => `203.0.113.${index}`);
  await coalition.store(
    iraq,
    values.map((value) => address(value)),
  );
  const around = (probe: string, index: number, net: string) => [
    ...[1, 2, 3, 4].map((n) => address(`10.${net}.${index}.${n}`, [tlp('green')])),
    address(probe, [tlp('green')]),
    ...[5, 6, 7, 8].map((n) => address(`10.${net}.${index}.${n}`, [tlp('green')])),
  ];
  for (const [index, value] of values.entries()) {
    const probing = around(value, index, '1');
    const control = around(`192.0.2.${index}`, index, '2');
    const [first, second] = [await coalition.add(france, probing), await coalition.add(france, control)];
    assert.deepEqual(
      [first.success_count, first.failures, Object.keys(first)],
      [second.success_count, second.failures, Object.keys(second)],
    );
    for (const batch of [probing, control]) {
      assert.ok(
        spread(
          await datesOf(
            france,
            batch.map(({ id }) => id),
          ),
        ) < 2000,
      );
    }
    const views = await Promise.all(
      [value, `192.0.2.${index}`].map(async (each) => {
        const text = await coalition.read(france, `/api/objects/${address(each).id}`);
        const { object, summary, ...view } = JSON.parse(text) as Record<string, unknown> & {
          summary: { added: string };
        };
        return JSON.stringify(view).replaceAll(summary.added, '…');
      }),
    );
    assert.equal(views[0], views[1]);
  }
  const { total } = JSON.parse(await coalition.read(france, '/api/objects?q=203.0.113&limit=1')) as {
    total: { count: number };
  };
  assert.equal(total.count, values.length);
  const { overTime, total: all } = JSON.parse(await coalition.read(france, '/api/overview')) as {
    overTime: { count: number }[];
    total: number;
  };
  assert.equal(
    overTime.reduce((sum, { count }) => sum + count, 0),
    all,
  );
});

test('referring to hidden and to missing objects is answered alike', async () => {
  const secret = hidden();
  await coalition.store(us, [secret]);
  const missing = secret.id.replace(/.{4}$/, (end) => (end === '0000' ? '0001' : '0000'));
  const answers = await Promise.all(
    [secret.id, missing].map(async (target) => {
      const { status, text } = await coalition.api(france, 'POST', '/api/objects', {
        collection: 'open',
        terms: { tlp: 'green' },
        object: { type: 'note', content: 'about it', object_refs: [target] },
      });
      assert.equal(status, 201, text);
      const { id } = (JSON.parse(text) as { summary: { id: string } }).summary;
      const graph = await coalition.read(france, `/api/objects/${id}/graph?limit=1`);
      return `${text}${graph}`
        .replaceAll(id, '')
        .replaceAll(target, '')
        .replace(/"(created|modified|added)":"[^"]+"/g, '')
        .replace(/"current":true/g, '');
    }),
  );
  assert.equal(answers[0], answers[1]);
});

async function nextOf(who: Caller, path: string): Promise<string> {
  const { next } = JSON.parse(await coalition.read(who, path)) as { next?: string };
  assert.ok(next, path);
  return next;
}

test('a cursor is for one viewer and one query, and cannot be changed or made', async () => {
  const pages: [string, string][] = [
    ['/taxii2/coalition/collections/open/objects/?limit=2', 'next'],
    ['/taxii2/coalition/collections/open/manifest/?limit=2', 'next'],
    ['/api/objects?limit=2', 'cursor'],
  ];
  for (const [path, parameter] of pages) {
    const next = await nextOf(us, path);
    const follow = (who: Caller, cursor: string, more = '') =>
      ask(who, { path: `${path}${more}&${parameter}=${cursor}` });
    assert.equal((await follow(us, next)).status, 200);
    assert.equal((await follow(france, next)).status, 400, 'of another viewer');
    assert.equal((await follow(us, next, path.includes('taxii2') ? '&match[type]=note' : '&type=note')).status, 400);
    const bytes = Buffer.from(next, 'base64url');
    for (let at = 0; at < bytes.length; at += 5) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      assert.equal((await follow(us, changed.toString('base64url'))).status, 400, `byte ${at}`);
    }
    for (const made of ['AAAA', '1', '0', '-1', next.slice(0, -1), `${next}AAAA`, next.slice(4), 'x'.repeat(3000)]) {
      assert.equal((await follow(us, made)).status, 400, made.slice(0, 20));
    }
    // A cursor holds no number to be read, and looks different each time.
    assert.notEqual(await nextOf(us, path), next);
  }
});

test('nothing that is answered counts rows: no number of the database leaves the server', async () => {
  await coalition.store(us, [shown()]);
  const paths = ['/api/objects?facets=true', '/api/overview', '/api/members', '/api/collections', '/api/me'];
  const numbers = new Set(['version', 'terms', 'body', 'owner', 'principal', 'seq', 'rowid', 'flags']);
  for (const path of paths) {
    JSON.parse(await coalition.read(france, path), (key, value: unknown) => {
      assert.ok(typeof value !== 'number' || !numbers.has(key), `${path}: ${key} is ${value}`);
      return value;
    });
  }
});

test('what was narrowed in the envelope in which it came wakes only those who see it in the end', async () => {
  const wide = shown();
  const narrow = { ...wide, modified: '2026-02-01T00:00:00.000Z', object_marking_refs: [tlp('amber'), toIraq.id] };
  const [asFrance, asIraq] = await Promise.all(
    [france, iraq].map((who: Member) => openEvents(coalition.node.url, who)),
  );
  await coalition.store(us, [wide, narrow]);
  await asIraq?.next('new');
  assert.deepEqual(asFrance?.seen(), ['hello']);
  for (const events of [asFrance, asIraq]) events?.close();
});

test('whether a member has passed an object on to its own unit is not told to who sends it there, too', async () => {
  const [passed, fresh] = [shown(), shown()];
  await coalition.store(us, [passed, fresh]);
  const unit = await coalition.core.unitService.add(coalition.operator, 'Iraq', { name: 'Border', kind: 'internal' });
  const ofUs: Caller = await coalition.account('lead@us.example', us.principal, 'analyst');
  const ofIraq: Caller = await coalition.account('lead@iraq.example', iraq.principal, 'analyst');
  const send = (who: Caller, object: string) =>
    coalition.api(who, 'POST', '/api/leads', { object, units: [unit.identity] });
  assert.equal((await send(ofIraq, passed.id)).status, 201);
  assert.equal((await send(ofUs, fresh.id)).status, 201);
  assert.equal((await send(ofUs, passed.id)).status, 201);
  assert.ok(!(await coalition.read(france, '/api/leads')).includes(passed.id));
});

test('the size of the audit log is a matter of time, and not of what is in it', async () => {
  const sizeOf = async () =>
    JSON.parse(await coalition.read(france, '/api/audit/checkpoint')) as { size: number; epochMilliseconds: number };
  const started = performance.now();
  const { size: before, epochMilliseconds } = await sizeOf();
  for (let round = 0; round < 20; round += 1) await coalition.store(us, Array.from({ length: 20 }, hidden));
  const { size: now } = await sizeOf();
  const { hashes } = JSON.parse(await coalition.read(france, '/api/audit/epochs')) as { hashes: string[] };
  assert.ok(now - before <= (performance.now() - started) / epochMilliseconds + 1, `${before} and then ${now} epochs`);
  assert.ok(hashes.length <= now + 1);
  assert.equal(new Set(hashes).size, hashes.length, 'no two epochs look alike, not even empty ones');
});
