import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { entente, newCoalition, temporaryFolder } from './entente.ts';

async function done(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await entente(args);
  assert.equal(code, 0, `entente ${args.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}

const note = (content: string) => ({
  type: 'note',
  spec_version: '2.1',
  id: 'note--84e4d88f-44ea-4bcd-bbf3-b2c1c320bcb3',
  created: '2026-03-01T00:00:00.000Z',
  modified: '2026-03-01T00:00:00.000Z',
  content,
  object_refs: ['note--84e4d88f-44ea-4bcd-bbf3-b2c1c320bcb4'],
});

test('a file with proofs is verified offline: with a roster file, and no data folder', async () => {
  using folder = temporaryFolder();
  const { data } = await newCoalition(folder.path);
  const file = (name: string) => join(folder.path, name);
  writeFileSync(file('in.json'), JSON.stringify(note('Seen at the border.')));
  await done('import', file('in.json'), '--member', 'Iraq', '--collection', 'shared', '--data', data);
  await done('export', '--proofs', '--as', 'France', '--data', data, '-o', file('signed.json'));
  const exported = JSON.parse(await done('roster', 'export', '--data', data, '-o', file('coalition.roster'), '--json'));
  const missing = await entente(['verify', file('missing.json'), '--roster', file('coalition.roster')]);
  assert.deepEqual(
    [missing.code, missing.stderr.includes('is not there'), missing.stderr.includes('Unhandled')],
    [1, true, false],
  );

  const verified = await done('verify', file('signed.json'), '--roster', file('coalition.roster'));
  assert.match(verified, /0 unsigned, 0 refused/);
  assert.match(verified, /\d+ signed by Iraq/);
  const trusted = ['--roster', file('coalition.roster'), '--fingerprint', exported.fingerprint];
  await done('verify', file('signed.json'), ...trusted);
  const other = await entente([
    'verify',
    file('signed.json'),
    '--roster',
    file('coalition.roster'),
    '--fingerprint',
    '1',
  ]);
  assert.equal(other.code, 1);

  const text = readFileSync(file('signed.json'), 'utf8');
  assert.ok(text.includes('Seen at the border.'));
  writeFileSync(file('forged.json'), text.replace('Seen at the border.', 'Seen in the capital.'));
  const forged = await entente(['verify', file('forged.json'), '--roster', file('coalition.roster'), '--json']);
  assert.equal(forged.code, 1);
  const { sound, objects } = JSON.parse(forged.stdout);
  assert.equal(sound, false);
  const [refused, ...none] = objects.filter(({ state }: { state: string }) => state !== 'valid');
  assert.deepEqual([refused.id, refused.reason, none], [note('').id, 'changed-content', []]);

  writeFileSync(file('bare.json'), JSON.stringify(note('Seen at the border.')));
  const bare = await entente(['verify', file('bare.json'), '--roster', file('coalition.roster')]);
  assert.equal(bare.code, 1);
  assert.match(bare.stdout, /unsigned: note--/);
});

test('a roster file that was changed is not trusted', async () => {
  using folder = temporaryFolder();
  const { data } = await newCoalition(folder.path);
  const file = join(folder.path, 'coalition.roster');
  await done('roster', 'export', '--data', data, '-o', file);
  assert.match(await done('roster', 'verify', file), /signatures are sound/);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"name": "Iraq"', '"name": "Iran"'));
  const { code, stderr } = await entente(['roster', 'verify', file]);
  assert.equal(code, 1);
  assert.match(stderr, /not to be trusted/);
});

test('a second administrator signs offline, and nothing is in force before', async () => {
  using folder = temporaryFolder();
  const { data } = await newCoalition(folder.path);
  const file = (name: string) => join(folder.path, name);
  await done('key', 'new', '-o', file('secretariat'));
  assert.equal(statSync(file('secretariat.key')).mode & 0o777, 0o600);
  const admin = `Secretariat=${file('secretariat.pub')}`;
  const proposed = JSON.parse(
    await done('roster', 'propose', '--add-admin', admin, '--threshold', '2', '--sign', '--data', data, '--json'),
  );
  assert.equal(proposed.taken.state, 'waiting');
  const countersign = async (hash: string) => {
    await done('roster', 'export', '--proposal', hash, '--data', data, '-o', file('proposal.json'));
    await done('roster', 'sign', file('proposal.json'), '--key', file('secretariat.key'), '-o', file('signed.json'));
    return done('roster', 'import', file('signed.json'), '--data', data);
  };
  assert.match(await countersign(proposed.hash), /is in force/);

  const refused = await entente(['member', 'add', 'Chad', '--data', data]);
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /administrators of the coalition must sign/);
  const joining = JSON.parse(await done('roster', 'propose', '--join', 'Chad', '--sign', '--data', data, '--json'));
  assert.doesNotMatch(await done('member', 'list', '--data', data), /Chad/);
  assert.match(await countersign(joining.hash), /is in force/);
  assert.match(await done('member', 'list', '--data', data), /Chad/);
  assert.match(await done('roster', 'show', '--versions', '--data', data), /Chad joins/);
});

test('keys are listed, rotated and revoked', async () => {
  using folder = temporaryFolder();
  const { data } = await newCoalition(folder.path);
  const keysOf = async (name: string): Promise<{ id: string; state: string }[]> => {
    const { members } = JSON.parse(await done('key', 'list', '--data', data, '--json'));
    return members.find((each: { name: string }) => each.name === name).keys;
  };
  const [first] = await keysOf('France');
  assert.ok(first);
  await done('key', 'rotate', 'France', '--data', data);
  assert.deepEqual(
    (await keysOf('France')).map(({ state }) => state),
    ['ended', 'valid'],
  );
  await done('key', 'revoke', first.id, '--data', data);
  assert.deepEqual(
    (await keysOf('France')).map(({ state }) => state),
    ['revoked', 'valid'],
  );
  await done('key', 'rotate', 'France', '--curve', 'P-256', '--data', data);
  await done('key', 'rotate', 'France', '--data', data);
  const { rosters } = JSON.parse(await done('roster', 'export', '--data', data));
  const { members } = rosters.at(-1).roster;
  const { keys } = members.find((each: { name: string }) => each.name === 'France');
  assert.deepEqual(
    keys.map(({ key }: { key: { crv: string } }) => key.crv),
    ['Ed25519', 'Ed25519', 'P-256', 'P-256'],
    'what comes after it is of its kind',
  );
  const { code } = await entente(['key', 'rotate', 'Nobody', '--data', data]);
  assert.equal(code, 1);
});
