import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Credential, startTestNode, type TestNode } from './test-units.ts';

/** Who gets what under each level (docs/release.md, "Levels"), over TAXII and the API, with every kind of credential. */
describe('what is released to a member, a unit and a person', () => {
  let node: TestNode;
  const viewers: Record<string, Credential> = {};
  before(async () => {
    node = await startTestNode();
    const { iraq, norway } = node.admins;
    await node.unit(iraq, 'Iraq', { name: 'Border', kind: 'internal' });
    await node.unit(iraq, 'Iraq', { name: 'Customs', kind: 'internal', amberStrict: true });
    await node.unit(iraq, 'Iraq', { name: 'Police', kind: 'served' });
    await node.unit(iraq, 'Iraq', { name: 'City', kind: 'served', amber: true });
    const people: [string, { unit?: string; clearedForRed?: boolean }][] = [
      ['ana', {}],
      ['ana-red', { clearedForRed: true }],
      ['ben-border', { unit: 'Border' }],
      ['cal-customs', { unit: 'Iraq/Customs' }],
      ['customs-red', { unit: 'Customs', clearedForRed: true }],
      ['pia-police', { unit: 'Police' }],
      ['police-red', { unit: 'Police', clearedForRed: true }],
      ['cid-city', { unit: 'City' }],
    ];
    for (const [place, [name, more]] of people.entries()) {
      const { email } = await node.person(iraq, name, more);
      // In turn with each of the three ways in which a person comes.
      const session = await node.session(email);
      viewers[name] = [session, node.basic(email), await node.token(session, { personal: true })][place % 3] ?? {};
    }
    viewers.Iraq = await node.token(iraq);
    for (const unit of ['Border', 'Customs', 'Police', 'City']) viewers[unit] = await node.token(iraq, { unit });
    viewers.France = await node.token(node.admins.france);
    viewers.Norway = await node.token(norway);
    viewers.nora = norway;

    const ben = node.core.access.accounts.list(node.core.localViewer(1)).find(({ name }) => name === 'ben-border');
    for (const tlp of ['clear', 'green', 'amber', 'amber+strict', 'red']) {
      await node.publish(norway, `${tlp} to Iraq`, tlp, ['Iraq']);
      await node.publish(norway, `${tlp} to Customs`, tlp, ['Iraq / customs']);
      await node.publish(norway, `${tlp} to Police`, tlp, ['Iraq/Police']);
    }
    await node.publish(norway, 'red to Ben', 'red', [ben?.identity ?? '']);
    await node.publish(norway, 'amber to readers', 'amber');
  });
  after(() => node[Symbol.asyncDispose]());

  const owner = ['Norway', 'nora'];
  const red = ['ana-red', 'customs-red', 'police-red'];
  const strict = ['Iraq', 'Customs', 'ana', 'cal-customs', ...red];
  const amber = [...strict, 'Border', 'City', 'ben-border', 'cid-city'];
  const green = [...amber, 'Police', 'pia-police'];
  const customs = ['Customs', 'cal-customs', 'customs-red'];
  const police = ['Police', 'pia-police', 'police-red'];
  const expected: Record<string, readonly string[]> = {
    'clear to Iraq': green,
    'green to Iraq': green,
    'amber to Iraq': amber,
    'amber+strict to Iraq': strict,
    'red to Iraq': red,
    'clear to Customs': customs,
    'green to Customs': customs,
    'amber to Customs': customs,
    'amber+strict to Customs': customs,
    'red to Customs': ['customs-red'],
    'clear to Police': police,
    'green to Police': police,
    'amber to Police': police,
    'amber+strict to Police': police,
    'red to Police': ['police-red'],
    'red to Ben': ['ben-border'],
    'amber to readers': [...amber, 'France'],
  };

  for (const [what, whom] of Object.entries(expected)) {
    it(`${what}: ${whom.join(', ')}`, async () => {
      for (const way of ['poll', 'browse'] as const) {
        const got: string[] = [];
        for (const [name, viewer] of Object.entries(viewers)) {
          const seen = way === 'poll' ? (await node.poll(viewer)).notes : await node.browse(viewer);
          if (seen.includes(what)) got.push(name);
        }
        assert.deepEqual(got.sort(), [...whom, ...owner].sort(), way);
      }
    });
  }
});
