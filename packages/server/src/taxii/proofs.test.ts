import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createKeyRing, createProofVerifier, proofType } from '@entente/exchange';
import { splitObjects } from '@entente/stix';
import { note, releaseMarking, stampOf, tlp } from '../objects/test-coalition.ts';
import { add, type Json, type Send, startTestNode, type TestNode } from './test-node.ts';

/** The proofs of what a collection holds, as a plain TAXII client pages them. */

let test: TestNode;
let norway: Send;
let sweden: Send;
let denmark: Send;
/** Paths of one collection in the two API roots. */
let content: string;
let proofs: string;

before(async () => {
  test = await startTestNode({ pageStandard: 50, pageLargest: 60 });
  [norway, sweden, denmark] = [test.as('Norway'), test.as('Sweden'), test.as('Denmark')];
});
after(() => test[Symbol.asyncDispose]());

const signed = () => test.node.core.signer.catchUp();
const identity = (name: string) => test.node.core.members.find(name)?.identity ?? '';
const rootOf = (path: string) => path.replace('/coalition/', '/proofs/');

/** Walks by `next`, and gives the bytes of the objects. */
async function walk(send: Send, path: string, query: string) {
  const items: { bytes: Uint8Array; value: Json }[] = [];
  for (let next = ''; ; ) {
    const { status, bytes, json } = await send('GET', `${path}objects/?${query}${next}`);
    assert.equal(status, 200);
    for (const item of splitObjects(bytes).items) {
      assert.ok(item.ok);
      items.push(item);
    }
    if (json.more !== true) return items;
    next = `&next=${encodeURIComponent(json.next)}`;
  }
}
const idsOf = (items: readonly { value: Json }[]): string[] => items.map(({ value }) => value.id);

async function verdicts(objects: readonly { bytes: Uint8Array; value: Json }[], given: readonly { value: Json }[]) {
  const roster = test.node.core.signedRoster.current()?.file.roster;
  assert.ok(roster);
  const verifier = createProofVerifier(createKeyRing(roster), test.node.core.now);
  const states: string[] = [];
  for (const object of objects) {
    const own = given.filter(({ value }) => value.object_ref === object.value.id);
    const all = await Promise.all(own.map(({ value }) => verifier.verify(object, value)));
    states.push(all.some(({ state }) => state === 'valid') ? 'valid' : `${object.value.id}: ${JSON.stringify(all)}`);
  }
  return states;
}

describe('the proofs of a collection', () => {
  const many = Array.from({ length: 13 }, (_, number) => number);
  let inParts: Json;
  let toSweden: Json;
  before(async () => {
    content = await test.collection();
    proofs = rootOf(content);
    const from = { created_by_ref: identity('Norway') };
    const list = releaseMarking(identity('Norway'), { to: [identity('Sweden')] });
    const open = (text: string, more = {}) => note(text, { ...from, object_marking_refs: [tlp('green')], ...more });
    const twice = open('first');
    inParts = open('parted', {
      abstract: 'for Sweden',
      granular_markings: [
        { marking_ref: tlp('amber'), selectors: ['abstract'] },
        { marking_ref: list.id, selectors: ['abstract'] },
      ],
    });
    toSweden = note('for Sweden alone', { ...from, object_marking_refs: [tlp('amber'), list.id] });
    await add(norway, content, list);
    await add(norway, content, ...many.map((number) => open(`number ${number}`)), twice, inParts, toSweden);
    await add(norway, content, { ...twice, modified: stampOf(7), content: 'second' });
    await signed();
  });

  it('verify every object that each viewer is given, and are of nothing else', async () => {
    const counts: number[] = [];
    for (const send of [norway, sweden, denmark]) {
      for (const version of ['', '&match[version]=all']) {
        const [objects, given] = [await walk(send, content, `limit=4${version}`), await walk(send, proofs, 'limit=3')];
        assert.deepEqual(
          (await verdicts(objects, given)).filter((state) => state !== 'valid'),
          [],
        );
        assert.ok(given.every(({ value }) => value.type === proofType));
        if (version === '') continue;
        assert.equal(given.length, objects.length, 'one of each version');
        counts.push(objects.length);
      }
    }
    assert.deepEqual(counts, [18, 17, 16], 'each has another sight: its own list, what is for it alone');
  });

  it('hold nothing of the text of a rendition that another has', async () => {
    const seen = async (send: Send) =>
      (await walk(send, proofs, '')).filter(({ value }) => value.object_ref === inParts.id).map(({ value }) => value);
    const [whole, less] = [await seen(sweden), await seen(denmark)];
    assert.deepEqual([whole.length, less.length], [1, 1]);
    assert.notEqual(whole[0].object_sha256, less[0].object_sha256);
    const other = await denmark('GET', `${proofs}objects/${whole[0].id}/`);
    assert.equal(other.status, 404, 'the proof of another rendition is hidden');
  });

  it('have the dates added of what they are of, in manifest and headers', async () => {
    for (const send of [sweden, denmark]) {
      const [objects, given] = await Promise.all(
        [content, proofs].map((path) => send('GET', `${path}manifest/?match[version]=all`)),
      );
      const dates = ({ json }: Json): string[] => json.objects.map(({ date_added }: Json) => date_added);
      assert.deepEqual(dates(given), dates(objects));
      for (const header of ['x-taxii-date-added-first', 'x-taxii-date-added-last']) {
        assert.equal(given?.headers[header], objects?.headers[header]);
      }
      const after = dates(given)[3];
      const rest = await send('GET', `${proofs}objects/?added_after=${after}&limit=60`);
      assert.equal(rest.json.objects.length, dates(given).length - 4);
      const versions = (await walk(send, proofs, '')).map(({ value }) => [value.id, value.modified]);
      assert.deepEqual(
        given?.json.objects.map(({ id, version }: Json) => [id, version]),
        versions,
      );
    }
  });

  it('are found by their own ids, by those of the objects, by type and by version', async () => {
    const all = await walk(sweden, proofs, '');
    const [first, second] = all.map(({ value }) => value);
    const ids = async (query: string) => idsOf(await walk(sweden, proofs, query));
    assert.deepEqual(await ids(`match[id]=${second.id},${first.id}`), [first.id, second.id]);
    assert.deepEqual(await ids(`match[id]=${first.id},${second.object_ref}&limit=1`), [first.id, second.id]);
    assert.deepEqual(await ids(`match[id]=${toSweden.id}`), [
      all.find(({ value }) => value.object_ref === toSweden.id)?.value.id,
    ]);
    assert.deepEqual(await ids(`match[type]=${proofType},note`), idsOf(all));
    assert.deepEqual(await ids('match[type]=note'), [], 'what is served here are proofs');
    assert.deepEqual(await ids(`match[id]=${first.id}&match[version]=${first.modified}`), [first.id]);
    assert.deepEqual(await ids(`match[id]=${first.id}&match[version]=2001-01-01T00:00:00Z`), []);
    assert.deepEqual(await ids('match[spec_version]=2.0'), []);
    const one = await sweden('GET', `${proofs}objects/${first.id}/`);
    assert.deepEqual(one.json, { more: false, objects: [first] });
    const versions = await sweden('GET', `${proofs}objects/${first.id}/versions/`);
    assert.deepEqual(versions.json, { more: false, versions: [first.modified] });
  });

  it('are hidden with what they are of: by id, in a filter and in every count', async () => {
    const hidden = (await walk(sweden, proofs, '')).find(({ value }) => value.object_ref === toSweden.id)?.value.id;
    const missing = `${hidden.slice(0, -12)}000000000000`;
    for (const path of ['objects/ID/', 'objects/ID/versions/', 'objects/?match[id]=ID', 'manifest/?match[id]=ID']) {
      const [ofHidden, ofMissing] = await Promise.all(
        [hidden, missing].map(async (id) => {
          const { status, bytes } = await denmark('GET', `${proofs}${path.replace('ID', id)}`);
          return [status, bytes.toString().replace(/"error_id":"[^"]+"/, '')];
        }),
      );
      assert.deepEqual(ofHidden, ofMissing, path);
    }
    const all = (await walk(denmark, proofs, '')).length;
    assert.equal((await denmark('GET', `${proofs}objects/?limit=${all}`)).json.more, false);
  });

  it('take next from nobody but their viewer, and not from the objects', async () => {
    const next = async (send: Send, path: string) => (await send('GET', `${path}objects/?limit=2`)).json.next;
    const refusedAt = async (send: Send, path: string, cursor: string) =>
      (await send('GET', `${path}objects/?limit=2&next=${encodeURIComponent(cursor)}`)).status;
    assert.equal(await refusedAt(sweden, proofs, await next(sweden, proofs)), 200);
    assert.equal(await refusedAt(denmark, proofs, await next(sweden, proofs)), 400);
    assert.equal(await refusedAt(sweden, proofs, await next(sweden, content)), 400);
    assert.equal(await refusedAt(sweden, content, await next(sweden, proofs)), 400);
  });

  it('are only read', async () => {
    assert.equal((await norway('POST', `${proofs}objects/`, {}, '{"objects":[]}')).status, 405);
    const [id] = idsOf(await walk(norway, proofs, 'limit=60'));
    assert.equal((await norway('DELETE', `${proofs}objects/${id}/`)).status, 405);
    const { json } = await norway('GET', proofs);
    assert.deepEqual([json.can_read, json.can_write], [true, false]);
    assert.match(json.title, /^Proofs: /);
  });
});

it('the root of the proofs is not among those that discovery lists; the other names it', async () => {
  assert.ok(!JSON.stringify((await norway('GET', '/taxii2/')).json).includes('proofs'));
  assert.equal((await norway('GET', '/taxii2/coalition/')).json.x_entente_proofs, '/taxii2/proofs/');
  assert.equal((await norway('GET', '/taxii2/proofs/')).json.title, 'Proofs of North');
  const ids = ({ json }: Json): string[] => json.collections.map(({ id }: Json) => id);
  const [there, here] = await Promise.all(
    ['coalition', 'proofs'].map((root) => norway('GET', `/taxii2/${root}/collections/`)),
  );
  assert.deepEqual(ids(here), ids(there));
});

it('what is not signed yet ends a page, and comes with the next, in its order', async () => {
  const path = await test.collection();
  const from = { created_by_ref: identity('Norway'), object_marking_refs: [tlp('green')] };
  const [before, pending, later] = [note('before', from), note('pending', from), note('later', from)];
  for (const each of [before, pending, later]) await add(norway, path, each);
  await signed();
  const { database } = test.node.core;
  const body = database
    .prepare('SELECT p.body FROM placement p JOIN version v ON v.version = p.version WHERE v.id = ?')
    .get(String(pending.id))?.body;
  // As it is for a moment after each write.
  database.prepare('DELETE FROM proof WHERE body = ?').run(Number(body));
  const first = await sweden('GET', `${rootOf(path)}objects/`);
  assert.deepEqual([first.json.objects.length, first.json.more], [1, false]);
  await test.node.core.queue.run(test.node.core.signer.beginAnew);
  await signed();
  const after = first.headers['x-taxii-date-added-last'];
  const rest = await sweden('GET', `${rootOf(path)}objects/?added_after=${after}`);
  assert.deepEqual(
    rest.json.objects.map(({ object_ref }: Json) => object_ref),
    [pending.id, later.id],
  );
});

it('what is for nodes only has no proof for a program, whatever page it would stand on', async () => {
  const path = await test.collection();
  const from = { created_by_ref: identity('Norway') };
  const duty = releaseMarking(identity('Norway'), { handling: { nodesOnly: true } });
  const kept = [1, 2, 3].map((n) => note(`${n}`, { ...from, object_marking_refs: [tlp('green'), duty.id] }));
  const open = note('open', { ...from, object_marking_refs: [tlp('green')] });
  await add(norway, path, duty);
  await add(norway, path, ...kept.slice(1));
  await add(norway, path, open);
  await add(norway, path, kept[0] ?? {});
  await signed();
  const given = await sweden('GET', `${rootOf(path)}objects/?limit=1&match[id]=${[open, ...kept].map(({ id }) => id)}`);
  assert.deepEqual([given.json.objects.length, given.json.more], [1, false]);
  assert.equal(given.json.objects[0].object_ref, open.id);
  const own = await walk(norway, rootOf(path), 'limit=1');
  const hidden = own.find(({ value }) => value.object_ref === kept[1]?.id)?.value.id;
  assert.equal((await sweden('GET', `${rootOf(path)}objects/${hidden}/`)).status, 404);
  assert.equal((await norway('GET', `${rootOf(path)}objects/${hidden}/`)).status, 200);
});

it('the proof of what was recalled is gone', async () => {
  const path = await test.collection();
  const object = note('wrong', { created_by_ref: identity('Norway'), object_marking_refs: [tlp('green')] });
  await add(norway, path, object);
  await signed();
  const [id] = idsOf(await walk(sweden, rootOf(path), ''));
  assert.ok(id);
  const { core } = test.node;
  await core.recall.recallService.order(core.localViewer(1), { object: String(object.id), reason: 'Wrong' });
  assert.deepEqual(await walk(sweden, rootOf(path), ''), []);
  assert.equal((await norway('GET', `${rootOf(path)}objects/${id}/`)).status, 404);
});

it('a proof is found by its id with one step in an index', () => {
  const plan = test.node.core.database
    .prepare(
      'EXPLAIN QUERY PLAN SELECT DISTINCT v.id FROM proof p JOIN version v ON v.version = p.version WHERE p.sha256 BETWEEN ? AND ?',
    )
    .all(Buffer.alloc(32), Buffer.alloc(32));
  assert.match(JSON.stringify(plan), /proof_by_content/);
});
