import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDatabase } from '../database/open-database.ts';
import { positionQueries } from './position-reader.ts';

test('every reading of positions and statements goes through an index', () => {
  using database = openDatabase(':memory:');
  for (const [name, sql] of Object.entries(positionQueries)) {
    const plan = database
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => String(detail));
    // All claims and all positions are few, and are read whole, as a list `e` of keys is; each row's placement and terms are looked up by key.
    const scans = plan.filter((step) => step.startsWith('SCAN') && !/SCAN (e|r|v|voice|\d+-ROW)/.test(step));
    assert.deepEqual(scans, [], `${name}: ${plan.join(' | ')}`);
    assert.ok(!plan.some((step) => /SCAN r\b/.test(step) && !['claims', 'positions'].includes(name)), plan.join(' | '));
    assert.ok(!plan.some((step) => step.includes('TEMP B-TREE')), `${name}: ${plan.join(' | ')}`);
    assert.ok(
      plan.some((step) => step.includes('SEARCH p USING INTEGER PRIMARY KEY')),
      plan.join(' | '),
    );
    assert.ok(
      plan.some((step) => /SEARCH s USING (COVERING INDEX|PRIMARY KEY)/.test(step)),
      plan.join(' | '),
    );
  }
});
