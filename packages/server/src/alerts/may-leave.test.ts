import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Terms } from '@entente/release';
import { createMayLeave } from './may-leave.ts';

/** Whether a title may leave that tells of an object with renditions under these terms. */
function may(
  renditions: readonly Omit<Terms, 'owner'>[],
  tellsOf: readonly string[] | undefined = ['note--1'],
): boolean {
  const mayLeave = createMayLeave(
    { renditions: () => renditions.map((_, terms) => ({ terms })) },
    { read: (terms) => ({ expression: { owner: 1, ...renditions[terms] } }) },
  );
  const found = { key: '1', what: 'note', path: '/', title: 'x', ...(tellsOf.length === 0 ? {} : { tellsOf }) };
  return mayLeave({} as never, found as never, 'amber');
}

test('a title leaves with a level that the operator lets out, and with nothing narrower beside it', () => {
  assert.equal(may([{ tlp: 'green' }]), true);
  for (const terms of [
    {},
    { tlp: 'red' },
    { tlp: 'amber+strict' },
    { tlp: 'green', closed: ['unresolved:marking-definition--1'] },
    { tlp: 'green', and: [{ owner: 1, closed: ['unmarked'] }] },
    { tlp: 'green', handling: { noOnwardRelease: true } },
    { tlp: 'green', handling: { nodesOnly: true } },
  ] as const) {
    assert.equal(may([terms]), false, JSON.stringify(terms));
    assert.equal(may([{ tlp: 'green' }, terms]), false, 'each rendition counts: a quote may come from it');
  }
});

test('what tells of no object, or of one that is gone, stays', () => {
  assert.equal(may([{ tlp: 'green' }], []), false);
  assert.equal(may([]), false);
});
