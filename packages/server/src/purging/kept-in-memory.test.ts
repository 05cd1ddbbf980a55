import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startTestApp } from '../http/test-app.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

test('what was kept of pictures and of the ledger goes with what is recalled, whether or not anybody asks again', async () => {
  await using app = await startTestApp();
  const { core } = app;
  const who = await app.person('france', { member: 'France', roles: ['analyst', 'release-officer'] });
  const { id } = await app.must<{ id: string }>(who, 'POST', '/api/claims', {
    collection: 'open',
    terms: { tlp: 'green' },
    name: 'A claim to be recalled',
    asked: true,
  });
  const { id: promise } = await app.must<{ id: string }>(who, 'POST', '/api/commitments', {
    collection: 'open',
    terms: { tlp: 'green' },
    commitment: { name: 'A promise to be recalled', kind: 'forces', by: 'France' },
  });
  await app.settled();

  /** Apart, so that nothing of them stays on the stack. */
  function look(): { readonly picture: WeakRef<object>; readonly ledger: WeakRef<object> } {
    const viewer = app.viewer('Iraq');
    const picture = core.positions.pictures.whole(viewer, '2035-03-02').picture;
    assert.ok(JSON.stringify(picture.claims).includes('to be recalled'));
    return { picture: new WeakRef(picture), ledger: new WeakRef(core.ledger.reader.of(viewer)) };
  }
  const seen = look();
  await turn();
  collectGarbage();
  assert.ok(seen.picture.deref() !== undefined && seen.ledger.deref() !== undefined, 'they are kept');

  await app.must(who, 'POST', '/api/recalls', { object: id, reason: 'Wrong' });
  await turn();
  collectGarbage();
  assert.equal(seen.picture.deref(), undefined);
  assert.ok(seen.ledger.deref() !== undefined, 'no claim is in the ledger');

  await app.must(who, 'POST', '/api/recalls', { object: promise, reason: 'Wrong' });
  await turn();
  collectGarbage();
  assert.equal(seen.ledger.deref(), undefined);
});
