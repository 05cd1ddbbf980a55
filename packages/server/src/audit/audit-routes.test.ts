import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { initialise } from '../coalition/initialise.ts';
import { defaultLimits } from '../config.ts';
import { openDatabase } from '../database/open-database.ts';
import { dataFile, type Node, startNode } from '../node.ts';
import {
  AuditCheckpoint,
  AuditEntries,
  AuditEntryProof,
  AuditEpochs,
  AuditHoldings,
  AuditReceipts,
} from './messages.ts';
import { tlpMarking } from './test-coalition.ts';
import { readCheckpoint, readEntry, rootOf, rootsOf } from './test-independent-verifier.ts';

const password = 'a password long enough';
type Who = 'auditor' | 'iraqAdmin' | 'iraqi' | 'iraqToken' | 'french' | 'nobody';

describe('the audit log over HTTP', () => {
  const data = mkdtempSync(join(tmpdir(), 'entente-audit-'));
  const credentials = new Map<Who, string>();
  let node: Node;
  let report = '';
  let hidden = '';
  let iraqiId = '';

  before(async () => {
    const database = openDatabase(dataFile(data));
    const founder = { name: 'France', kind: 'country', joined: '2020-01-01' } as const;
    await initialise(database, { name: 'Test', member: founder, admin: { email: 'boss@france.example', password } });
    database[Symbol.dispose]();
    node = await startNode({
      data,
      host: '127.0.0.1',
      port: 0,
      logLevel: 'silent',
      limits: defaultLimits,
      auditEpochMilliseconds: 50,
    });
    const { core } = node;
    const boss = core.localViewer(1);
    const [iraq] = await core.memberService.addAll(boss, [{ name: 'Iraq', kind: 'country', joined: '2020-01-01' }]);
    const open = await core.collectionService.add(boss, { title: 'Open', alias: 'open', writers: 'all' });
    assert.ok(iraq);
    const add = async (
      who: Who,
      email: string,
      member: number,
      role: 'auditor' | 'member-admin' | 'reader' | 'analyst',
    ) => {
      const { id } = await core.access.accounts.add(boss, { email, name: email, member, roles: [role], password });
      credentials.set(who, `Basic ${Buffer.from(`${email}:${password}`).toString('base64')}`);
      return id;
    };
    await add('auditor', 'auditor@france.example', 1, 'auditor');
    await add('french', 'anna@france.example', 1, 'analyst');
    await add('iraqAdmin', 'admin@iraq.example', iraq.member, 'member-admin');
    iraqiId = await add('iraqi', 'ali@iraq.example', iraq.member, 'reader');
    const { token } = core.access.tokens.create(boss, { member: iraq.member, label: 'TIP', write: false });
    credentials.set('iraqToken', `Bearer ${token}`);
    const publish = async (tlp: 'green' | 'red') => {
      const now = new Date().toISOString();
      const value = {
        type: 'campaign',
        spec_version: '2.1',
        id: `campaign--00000000-0000-4000-8000-00000000000${tlp.length}`,
        created: now,
        modified: now,
        name: 'x',
        created_by_ref: core.members.get(1).identity,
        object_marking_refs: [tlpMarking[tlp]],
      };
      const [outcome] = await core.service.add(boss, open, [{ bytes: Buffer.from(JSON.stringify(value)), value }]);
      assert.equal(outcome?.state, 'stored');
      return value.id;
    };
    report = await publish('green');
    hidden = await publish('red');
    await ask('iraqToken', '/taxii2/coalition/collections/open/objects/');
    await ask('iraqi', `/api/objects/${report}`);
    await core.audit.flush();
    await ended();
  });
  after(async () => {
    await node[Symbol.asyncDispose]();
    rmSync(data, { recursive: true });
  });

  const ask = (who: Who, path: string): Promise<Response> =>
    fetch(new URL(path, node.url), { headers: who === 'nobody' ? {} : { authorization: credentials.get(who) ?? '' } });
  const get = async (who: Who, path: string): Promise<unknown> => {
    const response = await ask(who, `/api/audit/${path}`);
    assert.equal(response.status, 200, `${path} answered ${response.status} to ${who}`);
    return response.json();
  };
  const entries = async (who: Who, query = '') =>
    AuditEntries.parse(await get(who, `entries?limit=500&${query}`)).entries;
  /** Waits until an epoch that is open now has ended. */
  async function ended(): Promise<void> {
    const { size } = node.core.audit.log.checkpoint();
    while (node.core.audit.log.checkpoint().size < size + 2) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  it('is nobody’s without signing in', async () => {
    for (const path of [
      'checkpoint',
      'proof/inclusion?entry=x',
      'proof/consistency?from=0&to=0',
      'epochs',
      'entries',
      `objects/${report}/holders`,
      `objects/${report}/terms`,
      'members/Iraq/received',
      `persons/${iraqiId}/opened`,
    ]) {
      assert.equal((await ask('nobody', `/api/audit/${path}`)).status, 401, path);
    }
  });

  it('is checked by an independent program: checkpoint, hashes, beginnings, and every entry', async () => {
    const first = readCheckpoint(AuditCheckpoint.parse(await get('iraqToken', 'checkpoint')));
    await ended();
    const second = readCheckpoint(AuditCheckpoint.parse(await get('iraqi', 'checkpoint')));
    assert.ok(second.size > first.size);
    const hashes: string[] = [];
    while (hashes.length < second.size) {
      hashes.push(...AuditEpochs.parse(await get('iraqi', `epochs?from=${hashes.length}`)).hashes);
    }
    assert.deepEqual(rootOf(hashes.slice(0, first.size)), first.root);
    assert.deepEqual(rootOf(hashes.slice(0, second.size)), second.root);
    const { path } = (await get('french', `proof/consistency?from=${first.size}&to=${second.size}`)) as {
      path: string[];
    };
    assert.deepEqual(rootsOf(first.size, second.size, path, first.root), { from: first.root, to: second.root });

    const sealed = (await entries('auditor')).filter((each) => each.sealed);
    assert.ok(sealed.length >= 12);
    for (const { id, kind, time } of sealed) {
      const proof = AuditEntryProof.parse(await get('auditor', `proof/inclusion?entry=${id}`));
      const proven = readEntry(proof);
      assert.deepEqual([proven.id, proven.kind, proven.time], [id, kind, time]);
      assert.throws(() => readEntry({ ...proof, entry: proof.entry.replace(time, '2020-01-01T00:00:00.000Z') }));
      assert.throws(() => readEntry({ ...proof, epoch: { ...proof.epoch, index: proof.epoch.index + 1 } }));
    }
  });

  it('shows everybody what is about himself, admins their member, auditors all', async () => {
    const [all, ofMember, own, ofToken] = await Promise.all([
      entries('auditor'),
      entries('iraqAdmin'),
      entries('iraqi'),
      entries('iraqToken'),
    ]);
    const iraq = node.core.members.find('Iraq')?.identity ?? '';
    assert.ok(all.length > ofMember.length && ofMember.length > own.length);
    for (const { actor, members } of ofMember) assert.ok(actor.member === iraq || members?.includes(iraq));
    for (const { actor, accounts } of own) assert.ok(actor.account === iraqiId || accounts?.includes(iraqiId));
    assert.ok(ofToken.length > 0 && ofToken.some(({ kind }) => kind === 'delivered'));
    for (const { actor, tokens } of ofToken) assert.ok(actor.token !== undefined || tokens !== undefined);
    const released = all.find(({ kind, members }) => kind === 'released' && !members?.includes(iraq));
    assert.ok(released);
    for (const who of ['iraqAdmin', 'iraqi', 'iraqToken'] as const) {
      const there = await ask(who, `/api/audit/proof/inclusion?entry=${released.id}`);
      const none = await ask(who, '/api/audit/proof/inclusion?entry=00000000-0000-4000-8000-000000000000');
      assert.deepEqual([there.status, await there.text()], [none.status, await none.text()]);
      assert.equal(there.status, 404);
    }
  });

  it('proves to a member what is about it', async () => {
    const [entry] = (await entries('iraqAdmin', 'kind=delivered')).filter(({ sealed }) => sealed);
    assert.ok(entry);
    const proof = AuditEntryProof.parse(await get('iraqAdmin', `proof/inclusion?entry=${entry.id}`));
    assert.equal(readEntry(proof).id, entry.id);
  });

  it('finds by kind, member, person, subject and time, page by page', async () => {
    const opened = await entries('auditor', 'kind=opened,delivered');
    assert.deepEqual(new Set(opened.map(({ kind }) => kind)), new Set(['opened', 'delivered']));
    assert.ok((await entries('auditor', 'account=ali@iraq.example')).every(({ kind }) => kind !== 'member-joined'));
    assert.equal((await entries('auditor', `subject=${report}`)).length, 1);
    assert.deepEqual(await entries('auditor', 'member=Atlantis'), []);
    assert.deepEqual(await entries('auditor', 'since=2090-01-01T00:00:00Z'), []);
    const all = await entries('auditor', 'kind=member-joined,account-created,released');
    const paged: typeof all = [];
    for (let cursor = ''; ; ) {
      const page = AuditEntries.parse(
        await get('auditor', `entries?kind=member-joined,account-created,released&limit=2${cursor}`),
      );
      paged.push(...page.entries);
      if (page.next === undefined) break;
      const other = await ask(
        'iraqAdmin',
        `/api/audit/entries?kind=member-joined,account-created,released&limit=2&cursor=${page.next}`,
      );
      assert.equal(other.status, 400, 'a cursor serves nobody else');
      cursor = `&cursor=${page.next}`;
    }
    assert.deepEqual(paged, all);
  });

  it('answers the four questions, and for what one may not know as for nothing', async () => {
    const holders = async (who: Who, id: string) =>
      AuditHoldings.parse(await get(who, `objects/${id}/holders`)).holdings;
    assert.deepEqual(
      (await holders('french', report)).map(({ holder }) => holder.name),
      ['France', 'Iraq'],
    );
    const [iraq] = await holders('iraqAdmin', report);
    assert.ok(iraq?.delivered && iraq.opened);
    assert.equal(iraq.opened.by, 'ali@iraq.example');
    assert.equal((await holders('french', report)).find(({ holder }) => holder.name === 'Iraq')?.opened?.by, undefined);
    const received = AuditReceipts.parse(await get('auditor', 'members/Iraq/received')).received;
    assert.ok(received.some(({ how, object }) => how === 'delivered' && object === report));
    assert.ok(received.every(({ object }) => object !== hidden));
    const mine = AuditReceipts.parse(await get('iraqi', `persons/${iraqiId}/opened`)).received;
    assert.deepEqual(
      mine.map(({ object }) => object),
      [report],
    );
    const terms = AuditEntries.parse(await get('french', `objects/${report}/terms`));
    assert.deepEqual(
      terms.entries.map(({ kind }) => kind),
      ['released'],
    );
    assert.deepEqual(Object.values(terms.legend.terms), [{ tlp: 'green' }]);

    const none = 'campaign--00000000-0000-4000-8000-0000000000ff';
    for (const who of ['iraqAdmin', 'iraqi', 'iraqToken'] as const) {
      for (const [path, instead] of [
        [`objects/${hidden}/holders`, `objects/${none}/holders`],
        [`objects/${hidden}/terms`, `objects/${none}/terms`],
        [`objects/${report}/terms`, `objects/${none}/terms`],
        ['members/France/received', 'members/Atlantis/received'],
        ['persons/anna@france.example/opened', 'persons/nobody@france.example/opened'],
      ]) {
        const [there, nothing] = [await ask(who, `/api/audit/${path}`), await ask(who, `/api/audit/${instead}`)];
        assert.deepEqual([there.status, await there.text()], [404, await nothing.text()], `${who} ${path}`);
        assert.equal(nothing.status, 404);
      }
    }
    assert.equal((await ask('iraqi', '/api/audit/members/Iraq/received')).status, 404);
  });

  it('calls an object by its title where the viewer sees it, and nowhere else', async () => {
    for (const [who, seen] of [
      ['auditor', 'x'],
      ['iraqi', 'x'],
    ] as const) {
      const { legend } = AuditEntries.parse(await get(who, 'entries?limit=500'));
      assert.equal(legend.names[report], seen);
      assert.equal(legend.names[hidden], undefined, who);
    }
    const { received } = AuditReceipts.parse(await get('auditor', 'members/Iraq/received'));
    assert.equal(received.find(({ object }) => object === report)?.title, 'x');
  });

  it('gives files of the same', async () => {
    const csv = await (await ask('auditor', '/api/audit/members/Iraq/received?format=csv')).text();
    assert.match(csv, /^time,how,object,version,collection,holder,filter,entry\r\n/);
    assert.ok(csv.includes(report) && !csv.includes(hidden));
    // People are told by name, and objects by title where they see them.
    const log = await (await ask('auditor', '/api/audit/entries?format=csv&kind=released')).text();
    assert.match(log, /\r\n[^\r]*,released,[^\r]*France/);
    assert.ok(!log.includes('identity--'), log);
    const lines = await ask('auditor', '/api/audit/entries?format=ndjson&kind=opened');
    assert.match(lines.headers.get('content-disposition') ?? '', /attachment/);
    const parsed = (await lines.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string });
    assert.deepEqual([...new Set(parsed.map(({ kind }) => kind))], ['opened']);
  });

  it('refuses what cannot be proven', async () => {
    for (const query of ['from=2&to=1', 'from=0&to=99999999', 'from=-1&to=1', 'from=x&to=1']) {
      assert.equal((await ask('auditor', `/api/audit/proof/consistency?${query}`)).status, 422, query);
    }
    assert.equal((await ask('auditor', '/api/audit/entries?kind=nonsense')).status, 422);
    assert.equal((await ask('auditor', '/api/audit/entries?cursor=nonsense')).status, 400);
  });
});
