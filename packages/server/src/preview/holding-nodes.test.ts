import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Audience, type Terms } from '@entente/release';
import { createTestCoalition } from '../objects/test-coalition.ts';
import { joinNodes, startTestNode } from '../peers/test-nodes.ts';
import type { CoalitionNode } from './coalition-nodes.ts';
import { createHoldingNodes } from './holding-nodes.ts';

/** Norway's node here, and Sweden's, which hosts Denmark too. */
async function sharedNode({ isReached = true }: { isReached?: boolean } = {}) {
  const coalition = await createTestCoalition(['Sweden', 'Denmark', 'Iraq']);
  const { core, identity } = coalition;
  const row = (name: string): number => core.members.find(name)?.member ?? 0;
  const nodes: CoalitionNode[] = [
    { name: 'Here', operator: identity('Norway'), hosts: 'all others', isReached: true, isHere: true },
    {
      name: 'North',
      operator: identity('Sweden'),
      hosts: new Set([identity('Sweden'), identity('Denmark')]),
      isReached,
      isHere: false,
    },
  ];
  const holding = createHoldingNodes({
    nodes: { all: () => nodes, withPlainClients: () => new Set([row('Iraq')]) },
    members: core.members,
    roster: core.roster,
    audiences: core.audiences,
  });
  const rendition = (stated: Omit<Terms, 'owner'>, ...names: string[]) => ({
    audience: Audience.of(['Norway', ...names].map(row)),
    stated: { owner: row('Norway'), ...stated },
  });
  const viewer = coalition.viewer('Norway');
  const there = (...renditions: ReturnType<typeof rendition>[]) => {
    const [, north] = holding.of(viewer, renditions);
    return north && { ...north, holdsFor: north.holdsFor.map(({ name }) => name) };
  };
  return { coalition, holding, rendition, viewer, there };
}

test('a node may carry AMBER that its operator may not have, and its author is told that it can be read there', async () => {
  const { coalition, rendition, there } = await sharedNode();
  await using _ = coalition;
  const amber = there(rendition({ tlp: 'amber' }, 'Denmark'));
  assert.deepEqual(amber?.holdsFor, ['Denmark']);
  assert.equal(amber?.operatorInAudience, false);
  assert.equal(there(rendition({ tlp: 'amber' }, 'Denmark', 'Sweden'))?.operatorInAudience, true);
  assert.equal(there(rendition({ tlp: 'amber' }, 'Iraq')), undefined, 'who is not concerned is not listed');
});

test('STRICT, what has no level, and what is not to be passed on are refused where the operator may not have them', async () => {
  const { coalition, rendition, there } = await sharedNode();
  await using _ = coalition;
  for (const stated of [{ tlp: 'amber+strict' }, {}, { tlp: 'green', handling: { noOnwardRelease: true } }] as const) {
    const refused = there(rendition(stated, 'Denmark'));
    assert.deepEqual(refused?.holdsFor, []);
    assert.deepEqual(
      refused?.refused.map(({ audience }) => audience.map(({ name }) => name)),
      [['Denmark']],
    );
    assert.match(refused?.refused[0]?.text ?? '', /Sweden/);
    assert.deepEqual(there(rendition(stated, 'Denmark', 'Sweden'))?.holdsFor, ['Denmark', 'Sweden']);
  }
});

test('renditions are judged one by one: the poorer may lie where the fuller may not', async () => {
  const { coalition, rendition, there } = await sharedNode();
  await using _ = coalition;
  const both = there(rendition({ tlp: 'amber+strict' }, 'Denmark'), rendition({ tlp: 'amber' }, 'Sweden'));
  assert.deepEqual(both?.holdsFor, ['Sweden']);
  assert.equal(both?.refused.length, 1);
});

test('nothing goes to a node that there is no exchange with', async () => {
  const { coalition, rendition, there } = await sharedNode({ isReached: false });
  await using _ = coalition;
  const green = there(rendition({ tlp: 'green' }, 'Sweden'));
  assert.deepEqual(green?.holdsFor, []);
  assert.match(green?.refused[0]?.text ?? '', /does not exchange/);
});

test('plain clients are named, unless the author keeps them out', async () => {
  const { coalition, holding, rendition, viewer } = await sharedNode();
  await using _ = coalition;
  const named = (stated: Omit<Terms, 'owner'>) =>
    holding.plainClients(viewer, [rendition(stated, 'Iraq', 'Sweden')]).map(({ name }) => name);
  assert.deepEqual(named({ tlp: 'green' }), ['Iraq']);
  assert.deepEqual(named({ tlp: 'green', handling: { nodesOnly: true } }), []);
});

test('the preview of a running node names the node that reads there', async () => {
  await using norway = await startTestNode('Norway');
  await using sweden = await startTestNode('Sweden');
  await joinNodes(norway, sweden);
  const open = await norway.collection();
  const draft = {
    collection: open.id,
    terms: { tlp: 'green' as const, releasableTo: [], notReleasableTo: [] },
    object: { type: 'note', content: 'a note', object_refs: [norway.identity('Norway')] },
  };
  const { nodes, plainClients } = norway.core.previewer.preview(norway.admin, draft);
  const told = nodes.map(({ here, operator, holdsFor }) => [here, operator.name, holdsFor.map(({ name }) => name)]);
  assert.deepEqual(told, [
    [true, 'Norway', ['Norway']],
    [false, 'Sweden', ['Sweden']],
  ]);
  assert.deepEqual(plainClients, []);
});
