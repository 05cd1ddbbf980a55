import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Viewer } from '../accounts/viewer.ts';
import { exportStream } from '../export/export-stream.ts';
import { releaseMarking } from '../objects/test-coalition.ts';
import { type AuditedCoalition, createAuditedCoalition } from './test-coalition.ts';

/** The log must not say that somebody has what no file of his ever held. */
describe('who has something by an export', () => {
  let coalition: AuditedCoalition;
  before(async () => {
    coalition = await createAuditedCoalition();
  });
  after(() => coalition[Symbol.asyncDispose]());

  const plain = (member: string): Viewer => ({
    ...coalition.viewer(member),
    roles: new Set(),
    credential: 'token',
    credentialId: `token:${member}`,
  });

  function hasExported(id: string, name = 'Iraq'): boolean {
    const { questions } = coalition.core;
    const auditor = coalition.viewer('Germany');
    const found = questions.holdings(auditor, questions.scopeOf(auditor), id);
    const held = found.find(({ holder }) => holder.name === name);
    assert.ok(held, `${name} may have ${id}`);
    return held.exported !== undefined;
  }

  async function exportAll(filter: Parameters<typeof exportStream>[2], pages = Number.POSITIVE_INFINITY) {
    const stream = exportStream(coalition.core, plain('Iraq'), filter, 'stix');
    for (let page = 0; page < pages && !(await stream.next()).done; page += 1);
    await stream.return(undefined);
  }

  /** Objects stored in one write, oldest first. */
  async function store(count: number, more: object = {}): Promise<string[]> {
    const { core, open } = coalition;
    const objects = Array.from({ length: count }, () => {
      const value = {
        type: 'malware',
        spec_version: '2.1',
        id: `malware--${crypto.randomUUID()}`,
        created: '2026-05-01T08:00:00.000Z',
        modified: '2026-05-01T08:00:00.000Z',
        name: 'Any',
        is_family: false,
        created_by_ref: core.members.get(coalition.member('France')).identity,
        object_marking_refs: ['marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb'],
        ...more,
      };
      return { bytes: Buffer.from(JSON.stringify(value)), value };
    });
    await core.service.add(coalition.viewer('France'), open, objects);
    coalition.time.now += 1000;
    return objects.map(({ value }) => value.id);
  }

  it('is not told of what was older than the filter lets through', async () => {
    const [old = ''] = await store(1);
    const since = Number(coalition.database.prepare('SELECT max(added) AS added FROM placement').get()?.added);
    const [young = ''] = await store(1);
    await exportAll({ since });
    assert.deepEqual([hasExported(old), hasExported(young)], [false, true]);
  });

  it('is not told of what is for Entente nodes only', async () => {
    const { core, open } = coalition;
    const identity = core.members.get(coalition.member('France')).identity;
    const duty = releaseMarking(identity, { handling: { nodesOnly: true } });
    await core.service.add(coalition.viewer('France'), open, [
      { bytes: Buffer.from(JSON.stringify(duty)), value: duty },
    ]);
    const green = 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb';
    const [kept = ''] = await store(1, { object_marking_refs: [green, String(duty.id)] });
    const [open1 = ''] = await store(1);
    await exportAll({ types: ['malware'] });
    assert.deepEqual([hasExported(kept), hasExported(open1)], [false, true]);
    for await (const _ of exportStream(core, plain('France'), {}, 'stix'));
    assert.equal(hasExported(kept, 'France'), true, 'its owner’s file had it');
  });

  it('is told of what had left when the reader went away, and of nothing beyond', async () => {
    const ids = await store(1500);
    await exportAll({ types: ['malware'] }, 1);
    const [oldest = '', newest = ''] = [ids[0] ?? '', ids.at(-1) ?? ''];
    assert.deepEqual([hasExported(oldest), hasExported(newest)], [false, true], 'newest first');
    assert.equal((await coalition.entries('export-broke-off')).length, 1);
    await exportAll({ types: ['malware'] });
    assert.equal(hasExported(oldest), true);
    assert.equal((await coalition.entries('export-broke-off')).length, 1, 'the second came to its end');
  });

  it('does not hold what came while it was made', async () => {
    const stream = exportStream(coalition.core, plain('Iraq'), { collections: [coalition.open.collection] }, 'stix');
    const chunks = [(await stream.next()).value as Uint8Array];
    const [late = ''] = await store(1);
    for await (const chunk of stream) chunks.push(chunk);
    assert.ok(!Buffer.concat(chunks).includes(late));
    assert.equal(hasExported(late), false);
  });

  it('is not told of everything because of a brief, whose sources have entries of their own', async () => {
    const [unrelated = ''] = await store(1);
    await coalition.core.audit.exported(plain('Iraq'), undefined, 'brief as pdf');
    assert.equal(hasExported(unrelated), false);
    const [entry] = (await coalition.entries('exported')).slice(-1);
    assert.equal(entry?.detail?.format, 'brief as pdf');
  });
});
