import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createKeyRing, keyId, readProof, verifyProof } from '@entente/exchange';
import type { ObjectView, RosterProposal, SignedBy } from '../api-types.ts';
import { startTestApp, type TestApp } from '../http/test-app.ts';
import { eventually } from '../peers/test-nodes.ts';

const admin = 'founder@people.example';

type Terms = { tlp: string; releasableTo?: string[]; handling?: object };

async function publish(app: TestApp, who: string, object: object, { handling, ...terms }: Terms): Promise<string> {
  const view = await app.must<ObjectView>(who, 'POST', '/api/objects', {
    object,
    terms,
    ...(handling === undefined ? {} : { handling }),
    collection: app.open.id,
  });
  return view.summary.id;
}

const note = (content: string) => ({
  type: 'note',
  content,
  object_refs: ['identity--e3376a5b-e82e-4243-9b35-3ca6fcd51cdf'],
});
const proofOf = (app: TestApp, who: string, id: string) => app.must<SignedBy>(who, 'GET', `/api/objects/${id}/proof`);

async function start() {
  const app = await startTestApp();
  const france = await app.person('anna', { member: 'France' });
  const iraq = await app.person('ilham', { member: 'Iraq' });
  return { app, france, iraq, [Symbol.asyncDispose]: () => app[Symbol.asyncDispose]() };
}

test('a node whose clock is an hour behind the one that wrote its key into the roster signs all the same', async () => {
  await using at = await start();
  const { app, france } = at;
  const { hash } = await app.must<RosterProposal>(admin, 'POST', '/api/roster/proposals', {
    changes: [{ kind: 'rotate-key', member: 'France' }],
  });
  await app.must(admin, 'POST', `/api/roster/proposals/${hash}/sign`, {});
  const id = await publish(app, france, note('Seen an hour ago.'), { tlp: 'green' });
  app.time.now -= 60 * 60_000;
  await app.core.signer.catchUp();
  app.time.now += 60 * 60_000;
  const { state, now } = await proofOf(app, france, id);
  assert.deepEqual([state, now], ['signed', 'valid']);
});

test('what is published is signed, and its proof verifies with nothing but the roster', async () => {
  await using at = await start();
  const { app, france, iraq } = at;
  const id = await publish(app, france, note('Seen at the border.'), { tlp: 'green' });
  assert.equal((await proofOf(app, france, id)).state, 'pending');
  await app.core.signer.catchUp();
  const shown = await proofOf(app, iraq, id);
  assert.equal(shown.state, 'signed');
  assert.equal(shown.signer?.name, 'France');
  assert.equal(shown.role, 'creator');
  assert.equal(shown.now, 'valid');
  assert.deepEqual(shown.way, { kind: 'here' });

  const { text } = await app.ask(iraq, 'GET', `/api/objects/${id}/raw`);
  const roster = app.core.signedRoster.current()?.file.roster;
  assert.ok(roster);
  const read = { bytes: Buffer.from(text), value: JSON.parse(text) };
  const verdict = await verifyProof(read, shown.proof, createKeyRing(roster), app.core.now());
  assert.equal(verdict.state === 'valid' && verdict.terms.tlp, 'green');
  const changed = { ...read.value, content: 'Seen elsewhere.' };
  const forged = { bytes: Buffer.from(JSON.stringify(changed)), value: changed };
  assert.equal((await verifyProof(forged, shown.proof, createKeyRing(roster), app.core.now())).state, 'refused');
});

test('a proof tells the handling, and nobody of whom else the list names', async () => {
  await using at = await start();
  const { app, france, iraq } = at;
  const handling = { noOnwardRelease: true };
  const id = await publish(app, france, note('For Iraq.'), { tlp: 'amber', releasableTo: ['Iraq'], handling });
  await app.core.signer.catchUp();
  const { proof } = await proofOf(app, iraq, id);
  const terms = readProof(proof)?.terms;
  assert.deepEqual(terms, { tlp: 'amber', handling: { no_onward_release: true }, limited: true });
  assert.equal(JSON.stringify(proof).includes(app.identity('Iraq')), false);
});

test('the proof of what one may not see does not exist', async () => {
  await using at = await start();
  const { app, france, iraq } = at;
  const id = await publish(app, france, note('Ours.'), { tlp: 'amber', releasableTo: ['Norway'] });
  await app.core.signer.catchUp();
  const hidden = await app.ask(iraq, 'GET', `/api/objects/${id}/proof`);
  const none = await app.ask(iraq, 'GET', `/api/objects/${id.slice(0, -4)}0000/proof`);
  assert.deepEqual(hidden, none);
  assert.equal(hidden.status, 404);
});

test('each rendition of an object in parts has a proof of its own', async () => {
  await using at = await start();
  const { app, france, iraq } = at;
  const norway = await app.person('nils', { member: 'Norway' });
  const object = { ...note('Seen at the border.'), abstract: 'Secret' };
  const parts = [{ selectors: ['abstract'], terms: { tlp: 'amber', releasableTo: ['Norway'] } }];
  const view = await app.must<ObjectView>(france, 'POST', '/api/objects', {
    object,
    terms: { tlp: 'green' },
    parts,
    collection: app.open.id,
  });
  await app.core.signer.catchUp();
  const [forIraq, forNorway] = await Promise.all([
    proofOf(app, iraq, view.summary.id),
    proofOf(app, norway, view.summary.id),
  ]);
  assert.equal(forIraq.now, 'valid');
  assert.equal(forNorway.now, 'valid');
  const [less, all] = [readProof(forIraq.proof), readProof(forNorway.proof)];
  assert.notEqual(less?.object_sha256, all?.object_sha256);
  assert.deepEqual(
    all?.terms,
    { tlp: 'amber', limited: true },
    'with the part, the whole goes no further than the part',
  );
  assert.equal(less?.terms.limited, true);
});

test('many objects cost one signature each 256, and each is proved', async () => {
  await using at = await start();
  const { app } = at;
  const lines = Array.from({ length: 600 }, (_, index) => ({
    type: 'ipv4-addr',
    id: `ipv4-addr--00000000-0000-5000-8000-${String(index).padStart(12, '0')}`,
    spec_version: '2.1',
    value: `198.51.${index >> 8}.${index & 255}`,
    object_marking_refs: ['marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb'],
  }));
  const incoming = lines.map((value) => ({ bytes: Buffer.from(JSON.stringify(value)), value }));
  await app.core.service.add(app.viewer('Iraq'), app.open, incoming);
  await app.core.signer.catchUp();
  const count = (table: string) => Number(app.database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);
  const identities = 3;
  assert.equal(count('proof'), 600 + identities);
  assert.ok(count('signed_batch') <= 3 + identities, `${count('signed_batch')} signatures`);
  const first = await app.person('iris', { member: 'Iraq' });
  const shown = await proofOf(app, first, lines[599]?.id ?? '');
  assert.deepEqual([shown.now, shown.role], ['valid', 'source']);
});

test('what holds a number that a signature would not fix stays unsigned, with the reason', async () => {
  await using at = await start();
  const { app, france } = at;
  const id = 'note--00000000-0000-4000-8000-000000000001';
  const time = '2035-01-01T00:00:00.000Z';
  const text = `{"type":"note","spec_version":"2.1","id":"${id}","created":"${time}","modified":"${time}","created_by_ref":"${app.identity('France')}","content":"x","object_refs":["${app.identity('Iraq')}"],"x_total":12345678901234567890}`;
  const outcomes = await app.core.service.add(app.viewer('France'), app.open, [
    { bytes: Buffer.from(text), value: JSON.parse(text) },
  ]);
  assert.equal(outcomes[0]?.state, 'stored');
  await app.core.signer.catchUp();
  const shown = await proofOf(app, france, id);
  assert.equal(shown.state, 'unsignable');
  assert.match(shown.message, /12345678901234567890/);
});

test('a rotated key leaves old proofs valid; after a revocation everything is signed anew', async () => {
  await using at = await start();
  const { app, france } = at;
  const id = await publish(app, france, note('Seen.'), { tlp: 'green' });
  await app.core.signer.catchUp();
  const first = (await proofOf(app, france, id)).key?.id ?? '';
  app.time.now += 1000;
  const change = async (...changes: unknown[]) => {
    const made = await app.must<RosterProposal>(admin, 'POST', '/api/roster/proposals', { changes });
    await app.must(admin, 'POST', `/api/roster/proposals/${made.hash}/sign`);
    await app.core.queue.idle();
    app.time.now += 1000;
    await app.core.signer.catchUp();
  };
  await change({ kind: 'rotate-key', member: 'France' });
  const rotated = await proofOf(app, france, id);
  assert.deepEqual([rotated.key?.id, rotated.now], [first, 'key-ended']);

  await change({ kind: 'revoke-key', key: first });
  const renewed = await proofOf(app, france, id);
  assert.equal(renewed.now, 'valid');
  assert.notEqual(renewed.key?.id, first);
  const ring = app.core.signedRoster.keys();
  assert.ok(ring?.find(first)?.revoked);
});

test('when the only key of a hosted member is revoked it gets another, and signs with that', async () => {
  await using at = await start();
  const { app, france } = at;
  const id = await publish(app, france, note('Seen.'), { tlp: 'green' });
  await app.core.signer.catchUp();
  const member = app.core.signedRoster.current()?.file.roster.members.find(({ name }) => name === 'France');
  const [only] = member?.keys ?? [];
  assert.ok(only);
  app.time.now += 1000;
  const made = await app.must<RosterProposal>(admin, 'POST', '/api/roster/proposals', {
    changes: [{ kind: 'revoke-key', key: keyId(only.key) }],
  });
  await app.must(admin, 'POST', `/api/roster/proposals/${made.hash}/sign`);
  await app.core.queue.idle();
  await app.core.signer.catchUp();
  const shown = await proofOf(app, france, id);
  assert.equal(shown.now, 'valid');
  assert.notEqual(shown.key?.id, keyId(only.key));
});

test('an object that refers to what others restrict is signed all the same', async () => {
  await using at = await start();
  const { app, france, iraq } = at;
  const secret = await publish(app, iraq, note('Iraq’s own.'), { tlp: 'amber', releasableTo: ['France'] });
  const id = await publish(app, france, { ...note('On it.'), object_refs: [secret] }, { tlp: 'green' });
  await app.core.signer.catchUp();
  assert.equal(app.core.signer.failure(), undefined);
  const shown = await proofOf(app, france, id);
  assert.equal(shown.now, 'valid');
  assert.deepEqual(readProof(shown.proof)?.terms, { tlp: 'green', limited: true });
});

test('what is taken away takes its proof with it', async () => {
  await using at = await start();
  const { app, france } = at;
  const id = await publish(app, france, note('Seen.'), {
    tlp: 'green',
    handling: { purgeAfter: '2035-03-02T00:00:00.000Z' },
  });
  await app.core.signer.catchUp();
  const count = () => Number(app.database.prepare('SELECT count(*) AS n FROM proof').get()?.n);
  const before = count();
  app.time.now += 3 * 86_400_000;
  await app.core.scheduler.run();
  assert.equal((await app.ask(france, 'GET', `/api/objects/${id}`)).status, 404);
  assert.ok(count() < before);
});

test('the next batch to sign is found without looking at all that there is', async () => {
  await using at = await start();
  const plan = at.app.database
    .prepare('EXPLAIN QUERY PLAN SELECT added FROM placement p WHERE p.added > ? ORDER BY p.added LIMIT 256')
    .all(0)
    .map(({ detail }) => String(detail));
  assert.match(plan.join(), /SEARCH p USING INTEGER PRIMARY KEY/);
});

test('what is published in the moment in which the signer comes to its end is signed, however near that moment', async () => {
  await using at = await start();
  const { core } = at.app;
  const ids = [
    await publish(at.app, at.france, note('Signed already.'), { tlp: 'green' }),
    await publish(at.app, at.france, note('Published then.'), { tlp: 'green' }),
  ];
  await core.signer.catchUp();
  const [known = 0, late = 0] = ids.map((id) => Number(core.reader.current(at.app.viewer('France'), id)?.body));
  const placeAnew = core.database.prepare(
    'UPDATE placement SET added = (SELECT max(added) + 1 FROM placement) WHERE body = ?',
  );
  const forget = core.database.prepare('DELETE FROM proof WHERE body = ?');
  const isSigned = core.database.prepare('SELECT 1 FROM proof WHERE body = ?');
  const run = core.queue.run.bind(core.queue);
  core.signer.start();
  for (let turns = 0; turns < 12; turns += 1) {
    // There is something to look at, and nothing to sign: where it has come to is written down last.
    await core.signer.catchUp();
    await run(() => placeAnew.run(known));
    let isTold = false;
    core.queue.run = (...last) => {
      core.queue.run = run;
      const written = run(...last);
      void run(() => {
        forget.run(late);
        placeAnew.run(late);
      }).then(async () => {
        for (let turn = 0; turn < turns; turn += 1) await undefined;
        core.signer.poke();
        isTold = true;
      });
      return written;
    };
    core.signer.poke();
    await eventually(
      () => isTold && isSigned.get(late) !== undefined,
      () => `not where it is told ${turns} turns later`,
    );
  }
});
