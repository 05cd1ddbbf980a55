import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { joinNodes, startTestNode, type TestNode } from '../peers/test-nodes.ts';

const amber = 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421';
const green = 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb';

function written(node: TestNode, marking: string | undefined, number = '12345678901234567890'): string {
  const time = '2024-05-01T10:00:00.000Z';
  const markings = marking === undefined ? '' : `"object_marking_refs":["${marking}"],`;
  return `{"type":"note","spec_version":"2.1","id":"note--${randomUUID()}","created":"${time}","modified":"${time}","created_by_ref":"${node.identity(node.name)}",${markings}"content":"x","object_refs":["${node.identity(node.name)}"],"x_total":${number}}`;
}

test('a number that no signature would fix is refused where another node would get it, and only there', async () => {
  await using france = await startTestNode('France');
  await using iraq = await startTestNode('Iraq');
  const open = await france.collection();
  const own = await france.collection({ readers: [] });
  const write = async (into: typeof open, text: string) => {
    const [outcome] = await france.core.service.add(france.admin, into, [
      { bytes: Buffer.from(text), value: JSON.parse(text) },
    ]);
    assert.ok(outcome);
    return outcome;
  };
  const alone = written(france, green);
  assert.equal((await write(open, alone)).state, 'stored', 'while there is no other node');

  await joinNodes(france, iraq);
  const refused = await write(open, written(france, green));
  assert.ok(refused.state === 'refused');
  assert.deepEqual(
    refused.refusals.map(({ rule, message }) => [rule, /12345678901234567890/.test(message)]),
    [['number-changes', true]],
  );
  assert.equal((await write(open, written(france, green, '1.5e3'))).state, 'stored');
  for (const [into, marking] of [
    [open, undefined],
    [own, amber],
    [own, green],
  ] as const) {
    const text = written(france, marking);
    assert.equal((await write(into, text)).state, 'stored');
    assert.equal(france.text('France', /note--[0-9a-f-]+/.exec(text)?.[0] ?? ''), text, 'byte for byte');
  }
});
