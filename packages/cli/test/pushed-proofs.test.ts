import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { entente, newCoalition, startServer, taxii, temporaryFolder } from './entente.ts';

const environment = { ENTENTE_PEER_ADDRESSES: 'private' };

async function done(args: readonly string[], input = ''): Promise<string> {
  const { code, stdout, stderr } = await entente(args, { environment, input });
  assert.equal(code, 0, `entente ${args.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}

test('what was pushed with its proof to a foreign TAXII server is verified offline by who fetches it there', async () => {
  using folder = temporaryFolder();
  const file = (name: string) => join(folder.path, name);
  mkdirSync(file('outside'));
  // A node of another coalition, which knows nobody of this one: a TAXII server like any other.
  const [here, outside] = await Promise.all([newCoalition(folder.path), newCoalition(file('outside'))]);
  const mine = ['--member', 'France', '--data', here.data];
  await done(['roster', 'export', '--data', here.data, '-o', file('coalition.roster')]);
  const roster = JSON.parse(await done(['roster', 'show', '--data', here.data, '--json'])) as {
    members: { name: string; id: string }[];
  };
  const france = roster.members.find(({ name }) => name === 'France')?.id;
  assert.ok(france);
  const notes = ['The bridge is open.', 'The road is closed.'].map((content, number) => ({
    type: 'note',
    spec_version: '2.1',
    id: `note--84e4d88f-44ea-4bcd-bbf3-00000000000${number}`,
    created: '2026-03-01T00:00:00.000Z',
    modified: '2026-03-01T00:00:00.000Z',
    created_by_ref: france,
    content,
    object_refs: [france],
    object_marking_refs: ['marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487'],
  }));
  writeFileSync(file('in.json'), notes.map((each) => JSON.stringify(each)).join('\n'));
  await done(['import', file('in.json'), '--collection', 'shared', ...mine]);

  await using server = await startServer(['serve', '--data', outside.data]);
  const root = `${server.taxii}coalition`;
  const there = ['taxii-feed', 'push', root, 'shared', '--collection', 'shared', '--earlier', '--bearer'];
  const added = await done([...there, '--password-stdin', '--proofs', ...mine], `${outside.tokens.france}\n`);
  const id = /taxii-feed--\S+/.exec(added)?.[0] ?? '';
  assert.match(await done(['taxii-feed', 'run', id, ...mine]), /^2 objects sent so far\.\n$/);

  const fetched = await taxii(`${root}/collections/shared/objects/`, outside.tokens.iraq);
  const text = await fetched.text();
  writeFileSync(file('fetched.json'), text);
  assert.equal(text.match(/"type":"entente-proof"/g)?.length, 2);
  const verified = await done(['verify', file('fetched.json'), '--roster', file('coalition.roster')]);
  assert.match(verified, /2 signed by France\n2 valid, 0 unsigned, 0 refused/);
  // As OpenTAXII 0.9.3 gives it back.
  const { objects } = JSON.parse(text) as { objects: { type: string }[] };
  const spoilt = { objects: objects.map((each) => ({ ...each, spec_version: each.type })) };
  writeFileSync(file('spoilt.json'), JSON.stringify(spoilt));
  assert.match(
    await done(['verify', file('spoilt.json'), '--roster', file('coalition.roster')]),
    /2 valid, 0 unsigned, 0 refused/,
  );
  writeFileSync(file('forged.json'), text.replace('open', 'shut'));
  const forged = await entente(['verify', file('forged.json'), '--roster', file('coalition.roster')]);
  assert.equal(forged.code, 1);
  assert.match(forged.stdout, /refused: note--84e4d88f-44ea-4bcd-bbf3-000000000000/);
});
