import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type JsonObject, type StixObject, validateObject } from '@entente/stix';
import { readClaim, writeClaim } from './claim.ts';
import { readPosition, writePosition } from './position.ts';
import { readStatement, writeStatement } from './statement.ts';

const uuid = '11111111-1111-4111-8111-111111111111';
const member = `identity--${uuid}`;

const statement = {
  report: `report--${uuid}`,
  sourceSpans: [{ start: 0, end: 11 }],
  cueSpans: [{ start: 12, end: 16 }],
  contentSpans: [{ start: 17, end: 40 }],
  quote: 'the group is not beaten',
  kind: 'warned',
  negated: false,
  hedged: true,
  said: '2019-02-06',
  speaker: member,
  speakerName: 'A general',
  claim: `claim--${uuid}`,
  stance: 'disagree',
  quantities: [{ value: 2000, measure: 'count', bound: 'about', of: 'troops' }],
} as const;
const claim = {
  name: 'The group is beaten.',
  aliases: ['victory'],
  places: [`location--${uuid}`],
  askedOf: [member],
  from: '2019-01-01',
};
const position = {
  claim: `claim--${uuid}`,
  holder: member,
  answer: 'conditional',
  opinion: 'agree',
  condition: 'others stay',
  since: '2019-02-06',
  basis: [`statement--${uuid}`],
} as const;

function published(properties: JsonObject): StixObject {
  const stamp = '2019-02-07T00:00:00.000Z';
  const { type } = properties;
  return {
    ...properties,
    type: String(type),
    spec_version: '2.1',
    id: `${type}--${uuid}`,
    created: stamp,
    modified: stamp,
  };
}

test('what is written is valid STIX and is read as it was', () => {
  for (const [written, read, value] of [
    [writeStatement(statement), readStatement, statement],
    [writeClaim(claim), readClaim, claim],
    [writePosition(position), readPosition, position],
  ] as const) {
    const object = published(written);
    assert.deepEqual(validateObject(object), []);
    assert.deepEqual(read(object), { ok: true, value: { id: object.id, recorded: object.created, ...value } });
  }
});

test('a refusal names each property and what it must be', () => {
  const bad = { ...published(writeStatement(statement)), said: 'yesterday', speaker_ref: 'claim--1', negated: 'no' };
  assert.deepEqual(readStatement(bad), {
    ok: false,
    problems: [
      'said must be a day (2019-02-06) or a timestamp',
      'negated must be true or false',
      'speaker_ref must be the id of identity',
    ],
  });
  const { kind: _, ...without } = published(writeStatement(statement));
  assert.deepEqual(readStatement(without as StixObject), { ok: false, problems: ['kind is missing'] });
  const onNothing = published({ ...writePosition(position), object_refs: [member] });
  assert.deepEqual(readPosition(onNothing), { ok: false, problems: ['object_refs must hold one claim'] });
  const ended = published(writePosition({ ...position, until: '2019-01-01' }));
  assert.deepEqual(readPosition(ended), { ok: false, problems: ['until must not be before since'] });
});

test('a rendition without report, claim or basis still says who said what', () => {
  const { report_ref: _, claim_ref: __, ...rest } = published(writeStatement(statement));
  const reading = readStatement(rest as StixObject);
  assert.ok(reading.ok);
  assert.equal(reading.value.claim, undefined);
});
