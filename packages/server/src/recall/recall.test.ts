import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { writeStatement } from '@entente/positions';
import type { JsonObject } from '@entente/stix';
import type { z } from '@hono/zod-openapi';
import { startTestApp, type TestApp } from '../http/test-app.ts';
import { note, stampOf, tlp } from '../objects/test-coalition.ts';
import { RecallLook, RecallMessage } from './messages.ts';

type Recall = z.output<typeof RecallMessage>;

/** Long enough to be a quote, and with words that stand nowhere else. */
const secret = 'The quexalite convoy leaves the zorvane depot at four, by the northern road.';
const words = ['quexalite', 'zorvane', 'northern road'];

describe('recall', () => {
  let app: TestApp;
  let file: string;
  const [france, iraq, norway] = ['france@people.example', 'iraq@people.example', 'norway@people.example'];
  before(async () => {
    file = join(mkdtempSync(join(tmpdir(), 'entente-recall-')), 'entente.db');
    app = await startTestApp(file);
    for (const member of ['France', 'Iraq', 'Norway']) {
      await app.person(member.toLowerCase(), { member, roles: ['analyst', 'release-officer', 'member-admin'] });
    }
    await app.person('reader', { member: 'France', roles: ['reader'] });
    await app.unit('Iraq', 'Basra Police');
  });
  after(async () => {
    await app[Symbol.asyncDispose]();
    rmSync(dirname(file), { recursive: true });
  });

  const incoming = (value: JsonObject) => ({ bytes: Buffer.from(JSON.stringify(value)), value });
  async function refusal(by: string, value: JsonObject): Promise<string | undefined> {
    const [outcome] = await app.core.service.add(app.viewer(by), app.open, [incoming(value)]);
    return outcome?.state === 'refused' ? outcome.refusals[0]?.rule : outcome?.state;
  }
  async function publish(content: string, more: JsonObject = {}): Promise<JsonObject & { id: string }> {
    const written = note(content, {
      created_by_ref: app.identity('France'),
      object_marking_refs: [tlp('green')],
      ...more,
    });
    assert.equal(await refusal('France', written), 'stored');
    return { ...written, id: String(written.id) };
  }
  const read = async (who: string, id: string) => (await app.ask(who, 'GET', `/api/objects/${id}`)).status;
  const order = async (who: string, body: object) =>
    RecallMessage.parse(await app.must(who, 'POST', '/api/recalls', { reason: 'Wrong source', ...body }));

  /** Waits until the order says that the files are clean. */
  async function confirmed(id: string, who = france): Promise<Recall> {
    for (let tries = 0; tries < 200; tries += 1) {
      const recall = RecallMessage.parse(await app.must(who, 'GET', `/api/recalls/${id}`));
      if (recall.nodes.every(({ state }) => state === 'confirmed')) return recall;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('never confirmed');
  }

  /** The files beside the database, itself included, that hold one of these texts; index pages hold words. */
  function filesWith(...texts: readonly string[]): string[] {
    const folder = dirname(file);
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
      const bytes = readFileSync(join(folder, name));
      return texts.some((text) => bytes.includes(text));
    });
  }

  it('takes an object from everybody at once, and out of every file', async () => {
    const first = await publish(`${secret} First.`);
    const { id } = await publish(secret, { id: first.id, version: 2, authors: ['quexalite desk'] });
    assert.deepEqual([await read(iraq, id), await read(norway, id)], [200, 200]);
    assert.notDeepEqual(filesWith(...words), [], 'it was in a file before');
    const recall = await order(france, { object: id });
    assert.deepEqual([await read(iraq, id), await read(norway, id), await read(france, id)], [404, 404, 404]);
    const { total } = await app.must<{ total: { count: number } }>(iraq, 'GET', '/api/objects?q=quexalite');
    assert.equal(total.count, 0);
    assert.deepEqual([recall.whole, recall.versions], [true, [stampOf(2), stampOf(1)]]);
    const { covers } = await confirmed(recall.id);
    assert.deepEqual(filesWith(...words), []);
    assert.match(covers, /live database.*does not cover snapshots/);
  });

  it('takes a statement out of the rows of its voice, and out of every file', async () => {
    const claim = await app.must<{ id: string }>(norway, 'POST', '/api/claims', {
      collection: 'open',
      terms: { tlp: 'green' },
      name: 'The convoy will leave',
    });
    const speaker = 'identity--9e3f2c51-7d0a-4b8e-a6c4-0f1e2d3c4b5a';
    const statement = writeStatement({
      sourceSpans: [],
      cueSpans: [],
      contentSpans: [],
      kind: 'said',
      negated: false,
      hedged: false,
      said: '2035-02-01',
      speaker,
      // Nobody else's: so it stands in the narrow row too.
      speakerName: 'Colonel Quexalite of zorvane',
      claim: claim.id,
      stance: 'agree',
      quote: secret,
      quantities: [],
    });
    const { summary } = await app.must<{ summary: { id: string } }>(france, 'POST', '/api/objects', {
      collection: 'open',
      terms: { tlp: 'green' },
      object: statement,
    });
    const rowsOf = (table: string, where: string, ...values: readonly string[]): number =>
      app.database.prepare(`SELECT 1 FROM ${table} WHERE ${where}`).all(...values).length;
    const own = (): readonly number[] => [
      rowsOf('statement_row', 'statement = ?', summary.id),
      rowsOf('voice_said', 'statement = ? AND speaker_name IS NOT NULL', summary.id),
      rowsOf('voice_terms', 'speaker = ? AND claim = ?', speaker, claim.id),
    ];
    assert.deepEqual(own(), [1, 1, 1]);
    // As of a day: what was read of it is kept in memory until it goes.
    const board = (day: string) => app.must<object>(iraq, 'GET', `/api/positions?asOf=${day}`);
    assert.ok(JSON.stringify(await board('2035-02-01')).includes(speaker));
    assert.notDeepEqual(filesWith('Colonel Quexalite', speaker), [], 'it was in a file before');
    await confirmed((await order(france, { object: summary.id })).id);
    assert.deepEqual(own(), [0, 0, 0]);
    assert.deepEqual(filesWith('Colonel Quexalite', speaker, ...words), []);
    assert.ok(!JSON.stringify(await board('2035-02-01')).includes(speaker));
    assert.ok(!JSON.stringify(await board('2035-01-31')).includes(speaker));
  });

  it('takes what quotes it out of drafts, leads, searches and status resources; own words stay', async () => {
    const sent = await publish(secret, { object_marking_refs: [tlp('green')] });
    const about = await publish('What the report is about.');
    const report = await app.must<{ summary: { id: string } }>(france, 'POST', '/api/objects', {
      collection: 'open',
      terms: { tlp: 'green' },
      object: { type: 'report', name: 'Depots', published: '2035-01-01T00:00:00.000Z', object_refs: [about.id] },
    });
    await app.must(iraq, 'POST', '/api/leads', {
      object: report.summary.id,
      units: ['Iraq/Basra Police'],
      note: `They say: ${secret} Can you look?`,
    });
    const { leads } = await app.must<{ leads: { id: string }[] }>(iraq, 'GET', '/api/leads');
    const lead = `/api/leads/${leads[0]?.id}`;
    await app.must(iraq, 'POST', `${lead}/messages`, { text: `Again: ${secret.slice(4, 60)}!` });
    await app.must(iraq, 'POST', '/api/searches', { name: secret.slice(0, 40), query: { q: secret } });
    await app.must(norway, 'PUT', `/api/members/${app.identity('Norway')}/policy`, {
      widerThan: 'amber',
      partners: [],
    });
    const draft = await app.must<{ approval: string }>(norway, 'POST', '/api/objects', {
      collection: 'open',
      terms: { tlp: 'green' },
      object: { type: 'note', content: `France writes: ${secret}`, object_refs: [sent.id] },
    });
    app.database
      .prepare('INSERT INTO taxii_status (id, principal, created, resource) VALUES (?, 1, ?, ?)')
      .run('s', app.time.now, JSON.stringify({ failures: [{ id: sent.id, version: '1', message: secret }] }));
    const { id } = await order(france, { object: sent.id });
    await confirmed(id);
    assert.deepEqual(filesWith(...words), []);
    const shown = await app.must<{ note: string; thread: { text: string }[] }>(iraq, 'GET', lead);
    assert.deepEqual(
      [shown.note, shown.thread.map(({ text }) => text)],
      ['They say: [recalled] Can you look?', ['Again: [recalled]!']],
    );
    const waiting = await app.must<{ draft: JsonObject }>(norway, 'GET', `/api/approvals/${draft.approval}`);
    assert.equal(waiting.draft.content, 'France writes: [recalled]');
  });

  it('is never taken again: replayed, older, under other terms, after a newer one, or through an import', async () => {
    const sent = await publish('Recalled for good, all versions of it.', { version: 5 });
    await order(france, { object: sent.id });
    assert.equal(await refusal('France', sent), 'recalled');
    assert.equal(await refusal('France', { ...sent, object_marking_refs: [tlp('red')] }), 'recalled');
    assert.equal(await refusal('France', { ...sent, modified: stampOf(3) }), 'recalled', 'never seen, but older');
    assert.equal(await refusal('Iraq', sent), 'not-the-originator');
    assert.equal(await refusal('France', { ...sent, modified: stampOf(6) }), 'stored', 'its owner may begin anew');
    assert.equal(await refusal('France', { ...sent, modified: stampOf(4) }), 'recalled', 'older still');
  });

  it('takes one version alone, and what it had narrowed stays narrow', async () => {
    const wide = await publish('Wide at first, and long enough.', { version: 1 });
    await publish('Narrower later on, by its owner.', { id: wide.id, version: 2, object_marking_refs: [tlp('red')] });
    assert.equal(await read(iraq, wide.id), 404);
    const recall = await order(france, { object: wide.id, version: stampOf(2) });
    assert.deepEqual([recall.whole, recall.versions], [false, [stampOf(2)]]);
    assert.equal(await read(france, wide.id), 200);
    assert.equal(await read(iraq, wide.id), 404);
    assert.equal(await refusal('France', { ...wide, modified: stampOf(2) }), 'recalled');
    const second = await app.core.collectionService.add(app.core.localViewer(1), {
      title: 'Second',
      readers: 'all',
      writers: 'all',
    });
    await app.core.service.add(app.viewer('France'), second, [incoming(wide)]);
    assert.equal(await read(iraq, wide.id), 404, 'a further collection does not widen it');
  });

  it('is its owner’s alone; to others it is as if there were nothing', async () => {
    const { id } = await publish('Only its owner may take this back.');
    await app.person('unit', { member: 'Iraq', unit: 'Basra Police' });
    const unknown = note('').id;
    const about = (object: unknown) => ({ object, reason: 'Why not' });
    for (const who of [iraq, norway, 'unit@people.example']) {
      const [visible, missing] = [
        await app.ask(who, 'POST', '/api/recalls', about(id)),
        await app.ask(who, 'POST', '/api/recalls', about(unknown)),
      ];
      assert.equal(visible.status, 404);
      assert.equal(visible.text, missing.text);
      const [look, none] = [
        await app.ask(who, 'GET', `/api/objects/${id}/recall`),
        await app.ask(who, 'GET', `/api/objects/${unknown}/recall`),
      ];
      assert.deepEqual([look.status, look.text], [404, none.text]);
    }
    assert.equal((await app.ask('reader@people.example', 'POST', '/api/recalls', about(id))).status, 403);
    assert.equal(await read(iraq, id), 200);
    const recall = await order(france, { object: id });
    // Recalled, hidden and unknown answer alike.
    const hidden = await publish('Never released to anybody at all.', { object_marking_refs: [tlp('red')] });
    for (const who of [iraq, norway]) {
      const answers = await Promise.all(
        [id, hidden.id, String(unknown)].map(async (each) => {
          const { status, text } = await app.ask(who, 'GET', `/api/objects/${each}`);
          return `${status} ${text}`;
        }),
      );
      assert.equal(new Set(answers).size, 1);
      assert.equal((await app.ask(who, 'GET', `/api/recalls/${recall.id}`)).status, 404);
      const { recalls } = await app.must<{ recalls: unknown[] }>(who, 'GET', `/api/recalls?object=${id}`);
      assert.deepEqual(recalls, []);
      assert.deepEqual((await app.must<{ recalls: unknown[] }>(who, 'GET', '/api/recalls')).recalls, []);
    }
    const again = await app.ask(france, 'POST', '/api/recalls', about(id));
    assert.deepEqual([again.status, JSON.parse(again.text).error.recall], [409, recall.id]);
  });

  it('says who is beyond recall, before and after', async () => {
    const { id } = await publish('Fetched, exported, opened, each once.');
    await app.ask(norway, 'GET', `/api/objects/${id}`);
    await app.ask(iraq, 'GET', '/api/export?format=stix');
    await app.must(norway, 'GET', `/taxii2/coalition/collections/${app.open.id}/objects/`);
    await app.core.audit.flush();
    const look = RecallLook.parse(await app.must(france, 'GET', `/api/objects/${id}/recall`));
    const told = ({ reached }: z.output<typeof RecallLook>) =>
      reached.map(({ how, member, certain }) => `${how} ${member.name} ${certain}`).sort();
    assert.deepEqual(told(look), ['client Norway true', 'export Iraq true', 'opened Norway true']);
    const recall = await order(france, { object: id });
    assert.deepEqual(told(recall), told(look));
    const found = app.database.prepare("SELECT content FROM audit_entry WHERE kind = 'recalled'").all();
    const entries = found
      .map(({ content }) => JSON.parse(String(content)))
      .filter(({ detail }) => detail.object === id);
    const members = entries.map((each) => each.members).sort();
    const [own, ...others] = [app.identity('France'), app.identity('Iraq'), app.identity('Norway')];
    assert.deepEqual(members, [[own], ...others.map((each) => [each])].sort(), 'each learns of itself alone');
    assert.equal(JSON.stringify(entries).includes('Wrong source'), false, 'nothing that somebody typed');
  });

  it('does not let the reason carry what is taken back', async () => {
    const { id } = await publish(secret);
    const refused = await app.ask(france, 'POST', '/api/recalls', { object: id, reason: `It says: ${secret}` });
    assert.equal(refused.status, 422);
    assert.equal(await read(iraq, id), 200);
    await confirmed((await order(france, { object: id })).id);
    assert.deepEqual(filesWith(...words), []);
  });

  it('is confirmed only when nobody reads an older state any more', async () => {
    const { id } = await publish(secret);
    const other = new DatabaseSync(file, { readOnly: true });
    other.exec('BEGIN');
    other.prepare('SELECT count(*) FROM version').get();
    const recall = await order(france, { object: id });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { nodes } = await app.must<Recall>(france, 'GET', `/api/recalls/${recall.id}`);
    assert.deepEqual(
      nodes.map(({ state }) => state),
      ['pending'],
    );
    assert.notDeepEqual(filesWith(...words), []);
    other.exec('COMMIT');
    other.close();
    await confirmed(recall.id);
    assert.deepEqual(filesWith(...words), []);
  });

  it('takes many back at once, says which it could not, and is no oracle for what others own', async () => {
    const mine = await Promise.all([1, 2, 3].map((n) => publish(`${secret} Number ${n} of those.`)));
    const draft = await publish('Quotes are looked for once for all of them.');
    await app.must(iraq, 'POST', '/api/searches', { name: 'Mine', query: { q: `${secret} Number 2 of those.` } });
    const hidden = note('Norway’s own, hidden from France.', {
      created_by_ref: app.identity('Norway'),
      object_marking_refs: [tlp('red')],
    });
    assert.equal(await refusal('Norway', hidden), 'stored');
    const nothing = String(note('').id);
    const ids = mine.map(({ id }) => id);
    type Many = {
      recalls: { id: string; object: string }[];
      refused: { object: string; code: string; message: string }[];
    };
    const ask = (who: string, objects: readonly unknown[], reason = 'Source lost') =>
      app.must<Many>(who, 'POST', '/api/recalls/batch', { ids: objects, reason });
    const asIraq = await ask(iraq, [...ids, nothing]);
    assert.deepEqual(asIraq.recalls, []);
    assert.equal(new Set(asIraq.refused.map(({ code, message }) => `${code} ${message}`)).size, 1);
    const quoting = await app.ask(france, 'POST', '/api/recalls/batch', { ids, reason: secret });
    assert.equal(quoting.status, 422);
    assert.equal(await read(iraq, ids[0] ?? ''), 200, 'refused as a whole');

    const { recalls, refused } = await ask(france, [...ids, ids[0], hidden.id, nothing, app.identity('France')]);
    assert.deepEqual(recalls.map(({ object }) => object).sort(), [...ids].sort());
    assert.deepEqual(
      refused.map(({ object, code }) => [object, code]),
      [
        [hidden.id, 'not-found'],
        [nothing, 'not-found'],
        [app.identity('France'), 'conflict'],
      ],
    );
    for (const id of ids) assert.equal(await read(iraq, id), 404);
    assert.equal(await read(iraq, draft.id), 200);
    for (const { id } of recalls) await confirmed(id);
    assert.deepEqual(filesWith(...words), []);
    assert.deepEqual(
      (await ask(france, ids)).refused.map(({ code }) => code),
      ['conflict', 'conflict', 'conflict'],
    );
  });

  it('leaves who the members are and what terms mean', async () => {
    const about = (object: string) => app.ask(france, 'POST', '/api/recalls', { object, reason: 'No' });
    assert.equal((await about(app.identity('France'))).status, 409);
    assert.equal((await about(app.identity('Iraq'))).status, 404);
  });
});
