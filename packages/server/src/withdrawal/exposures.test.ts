import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StixObject } from '@entente/stix';
import { startTestApp } from '../http/test-app.ts';
import { note, tlp } from '../objects/test-coalition.ts';
import { exposureQueries } from './exposures.ts';

test('what a member had is the same whether all is read or the ids of everything are walked through', async () => {
  await using app = await startTestApp();
  const { core, database } = app;
  const france = await app.person('france', { member: 'France', roles: ['analyst', 'release-officer'] });
  const add = async (member: string, value: StixObject): Promise<void> => {
    const incoming = [{ bytes: Buffer.from(JSON.stringify(value)), value }];
    const [outcome] = await core.service.add(app.viewer(member), app.open, incoming);
    assert.equal(outcome?.state, 'stored');
  };
  const levels = ['green', 'amber', 'red', 'clear'] as const;
  const ofFrance: StixObject[] = [];
  for (const [place, level] of Array.from({ length: 5 }, () => levels)
    .flat()
    .entries()) {
    for (const member of ['France', 'Norway']) {
      const marked = { created_by_ref: app.identity(member), object_marking_refs: [tlp(level)] };
      const value = note(`${level} ${place}`, marked) as unknown as StixObject;
      await add(member, value);
      if (member === 'France') ofFrance.push(value);
    }
  }
  // Narrowed, in a newer version, and recalled: what was had stays so.
  const [narrowed, newer, , , recalled] = ofFrance as [StixObject, StixObject, StixObject, StixObject, StixObject];
  const modified = new Date(Date.parse(String(narrowed.modified)) + 60_000).toISOString();
  await add('France', { ...narrowed, modified, object_marking_refs: [tlp('red')] } as StixObject);
  await add('France', { ...newer, modified } as StixObject);
  await app.must(france, 'POST', '/api/recalls', { object: recalled.id, reason: 'Wrong' });
  await core.audit.flush();

  const read = (sql: string, ...asked: (string | number)[]): string[] =>
    database
      .prepare(sql)
      .all(...asked)
      .map(({ id }) => String(id));
  const numbers = ['France', 'Norway', 'Iraq'].map((name) => app.viewer(name).member);
  let most = 0;
  for (const owner of numbers) {
    for (const member of numbers.filter((each) => each !== owner)) {
      const all = read(exposureQueries.few, member, owner, '', 1000);
      assert.deepEqual(read(exposureQueries.some, member, owner, '', 1000), all);
      const paged: string[] = [];
      for (let page = ['']; page.length > 0; paged.push(...page)) {
        page = read(exposureQueries.some, member, owner, paged.at(-1) ?? '', 3);
      }
      assert.deepEqual(paged, all);
      most = Math.max(most, all.length);
    }
  }
  assert.ok(most > 8 && most < ofFrance.length, `${most} of ${ofFrance.length}`);

  const steps = database
    .prepare(`EXPLAIN QUERY PLAN ${exposureQueries.some}`)
    .all()
    .map(({ detail }) => String(detail));
  assert.match(String(steps[0]), /SEARCH v USING COVERING INDEX version_by_id \(id>\?\)/, steps.join(' | '));
  assert.ok(steps.includes('SEARCH p USING INDEX placement_by_version (version=?)'), steps.join(' | '));
  assert.ok(!steps.includes('USE TEMP B-TREE FOR DISTINCT'), 'read in order, and not put in order');
});
