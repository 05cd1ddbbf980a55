import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Member, startCoalition } from './coalition.ts';
import { note, releaseTo, tlp } from './objects.ts';

/** What those have who came to something later: no less than others, and no sign of how many came before them. */

const coalition = await startCoalition();
after(() => coalition[Symbol.asyncDispose]());
const { us, france, iraq, nato, interpol, api, ask } = coalition;
const admin = await coalition.account('admin@us.example', us.principal, 'coalition-admin');
// Who has read before gets what he gains as a placement of his own.
for (const who of [france, iraq, nato, interpol]) await coalition.read(who, '/api/objects');

/** A group that its members join one after the other, each once the one before has what the group may have. */
async function group(name: string) {
  const made = await api(admin, 'POST', '/api/groups', { name, members: ['United States'] });
  const { id } = JSON.parse(made.text) as { id: string };
  const members = ['United States'];
  return {
    identity: id,
    async join(who: Member, object: string) {
      members.push(who.name);
      assert.equal((await api(admin, 'PUT', `/api/groups/${id}`, { name, members })).status, 200);
      await seen(who, object);
    },
  };
}

/** What a member has of an object, once it has it. */
async function seen(who: Member, id: string): Promise<string> {
  for (;;) {
    const { status, text } = await ask(who, { path: `/api/objects/${id}/raw` });
    if (status === 200) return text;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('how often others have gained something is not to be read in what one gains', async () => {
  const joining = await group('Joining');
  const [toGroup, toUs] = [releaseTo(us, joining), releaseTo(us, us)];
  const granular_markings = [{ selectors: ['abstract'], marking_ref: toUs.id }];
  const inParts = note(us, [tlp('amber'), toGroup.id], { abstract: 'for us alone', granular_markings });
  await coalition.store(us, [toGroup, toUs, inParts]);
  const all = [];
  for (const who of [france, iraq, nato, interpol]) {
    await joining.join(who, inParts.id);
    const text = await seen(who, inParts.id);
    assert.doesNotMatch(text, /for us alone/);
    all.push(text);
  }
  assert.equal(new Set(all).size, 1, 'the first and the last have the same');
  const view = JSON.parse(await coalition.read(interpol, `/api/objects/${inParts.id}`)) as { versions: unknown[] };
  assert.equal(view.versions.length, 1);
});

test('who gained sight of something withholds it from others as if he had had it from the beginning', async () => {
  const joining = await group('Knowing');
  const toGroup = releaseTo(us, joining);
  const secret = note(us, [tlp('amber'), toGroup.id]);
  await coalition.store(us, [toGroup, secret]);
  await joining.join(france, secret.id);
  const naming = note(france, [tlp('green')], { object_refs: [secret.id, france.identity] });
  await coalition.store(france, [naming]);
  assert.match(await seen(us, naming.id), new RegExp(secret.id));
  assert.doesNotMatch(await seen(nato, naming.id), new RegExp(secret.id));
});
