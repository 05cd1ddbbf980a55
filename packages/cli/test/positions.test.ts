import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeClaim, writePosition, writeStatement } from '@entente/positions';
import { entente, newCoalition, startServer, temporaryFolder } from './entente.ts';

const stamp = { spec_version: '2.1', created: '2019-02-07T00:00:00.000Z', modified: '2019-02-07T00:00:00.000Z' };
const claim = {
  ...writeClaim({ name: 'Troops should stay.', aliases: [], places: [], askedOf: [] }),
  ...stamp,
  id: 'claim--00000000-0000-4000-8000-000000000001',
};

test('claims, positions and signals are listed for each member as it may see them', { timeout: 90_000 }, async () => {
  using folder = temporaryFolder();
  const { data, tokens } = await newCoalition(folder.path);
  const members = JSON.parse((await entente(['member', 'list', '--data', data, '--json'])).stdout) as {
    members: { id: string; name: string }[];
  };
  const at = (name: string): string => members.members.find((each) => each.name === name)?.id ?? '';
  const position = (holder: string, opinion: 'agree' | 'disagree', number: number) => ({
    ...writePosition({
      claim: claim.id,
      holder: at(holder),
      answer: 'opinion',
      opinion,
      since: '2019-02-06',
      basis: [],
    }),
    ...stamp,
    id: `opinion--00000000-0000-4000-8000-00000000000${number}`,
  });
  const file = join(folder.path, 'positions.json');
  async function bring(objects: readonly unknown[], ...terms: string[]): Promise<void> {
    writeFileSync(file, JSON.stringify({ objects }));
    const { code, stderr } = await entente([
      'import',
      file,
      '--member',
      'France',
      '--collection',
      'shared',
      '--data',
      data,
      ...terms,
    ]);
    assert.equal(code, 0, stderr);
  }
  const paper = (number: number) => ({
    ...{ type: 'report', ...stamp, id: `report--00000000-0000-4000-8000-00000000000${number}` },
    ...{ name: `Paper ${number}`, published: stamp.created, object_refs: [claim.id] },
  });
  const said = {
    ...writeStatement({
      report: paper(1).id,
      sourceSpans: [],
      cueSpans: [],
      contentSpans: [],
      quote: 'they should stay',
      kind: 'said',
      negated: false,
      hedged: false,
      said: '2019-02-07',
      speaker: 'identity--00000000-0000-4000-8000-000000000001',
      speakerName: 'A minister',
      spokenFor: at('France'),
      claim: claim.id,
      stance: 'strongly-agree',
      quantities: [],
    }),
    ...stamp,
    id: 'statement--00000000-0000-4000-8000-000000000001',
  };
  const copy = {
    ...{ type: 'relationship', ...stamp, id: 'relationship--00000000-0000-4000-8000-000000000001' },
    ...{ relationship_type: 'duplicate-of', source_ref: paper(2).id, target_ref: paper(1).id },
  };
  await bring([claim, position('France', 'agree', 1), paper(1), paper(2), said, copy]);
  await bring([position('Iraq', 'disagree', 2)], '--tlp', 'amber', '--releasable-to', 'France');

  const ask = async (...args: string[]) => {
    const { code, stdout, stderr } = await entente([...args, '--data', data, '--json']);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as { claims: { tally: { held: number[] } }[]; cells: unknown[]; signals: unknown[] };
  };
  assert.deepEqual((await ask('claims', '--as', 'France')).claims[0]?.tally.held, [0, 1, 0, 1, 0]);
  assert.deepEqual((await ask('claims', '--as', 'Iraq')).claims[0]?.tally.held, [0, 0, 0, 1, 0]);
  assert.equal((await ask('positions', '--as', 'France')).cells.length, 2);
  assert.equal((await ask('positions', 'Iraq', '--as', 'Iraq')).cells.length, 0);
  assert.equal((await ask('positions', '--as', 'France', '--as-of', '2019-02-01')).cells.length, 0);
  assert.equal((await ask('signals', '--as', 'France')).signals.length, 1);
  assert.equal((await ask('signals', '--as', 'Iraq')).signals.length, 0);
  const table = await entente(['claims', claim.id, '--as', 'France', '--data', data]);
  assert.match(table.stdout, /Troops should stay[\s\S]*France.*agree[\s\S]*contradiction: France for it, Iraq against/);
  assert.match(table.stdout, /A minister +France +2019-02-07 +strongly-agree +2 reports +they should stay/);

  await using server = await startServer(['serve', '--data', data]);
  const through = await entente(['claims', '--url', server.url, '--token', tokens.iraq, '--json']);
  assert.deepEqual(
    (JSON.parse(through.stdout) as { claims: { tally: { held: number[] } }[] }).claims[0]?.tally.held,
    [0, 0, 0, 1, 0],
  );
});
