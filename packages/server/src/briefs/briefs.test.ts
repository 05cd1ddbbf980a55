import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { type Brief, termsLine, writeMarkdown, writePdf } from '@entente/brief';
import { writeCommitment, writeCommitmentEvent } from '@entente/commitments';
import { extractText } from 'unpdf';
import { createTestCoalition, founder, releaseMarking, type TestCoalition, tlp } from '../objects/test-coalition.ts';
import { audienceQueries } from './audience-sight.ts';
import { fonts } from './render-brief.ts';
import { saidQuery } from './said-query.ts';
import { claim, position, statement } from './test-claims.ts';

const guests = ['France', 'Iraq', 'Denmark'];
const day = '2026-01-05';
const green = { object_marking_refs: [tlp('green')] };

describe('a brief in the sight of one member', () => {
  let coalition: TestCoalition;
  let on: string;
  before(async () => {
    coalition = await createTestCoalition(guests);
    const into = await coalition.collection({ title: 'Open' });
    const object = claim('The river is high', green);
    on = object.id;
    await coalition.store('Iraq', into, object);
    await coalition.store('Iraq', into, statement(on, coalition.identity('Iraq'), 'It rises.', green));
  });
  after(() => coalition[Symbol.asyncDispose]());

  const made = (
    by: string,
    wanted: Parameters<typeof coalition.core.briefs.make>[1] = { about: 'claim', of: on, asOf: day },
  ): Brief => ({ ...coalition.core.briefs.make(coalition.viewer(by), wanted), made: '' });

  test('says what was said, by whom, and where they stand', () => {
    const brief = made('France');
    assert.equal(brief.title, 'The river is high');
    assert.deepEqual(
      itemsOf(brief, 'What was said').map(({ lead, text }) => [lead, text]),
      [['Iraq', 'It rises.']],
    );
    assert.deepEqual(
      itemsOf(brief, 'Where they stand').map(({ lead, text }) => [lead, text]),
      [['Iraq', 'for']],
    );
    assert.equal(brief.terms.label, 'TLP:GREEN');
  });

  test('is the same before and after what its reader may not see, whatever the subject', async () => {
    const wanted = [
      { about: 'claim', of: on, asOf: day },
      { about: 'member', of: 'Denmark', asOf: day },
      { about: 'day', asOf: '2026-01-02' },
    ] as const;
    const former = wanted.map((each) => made('France', each));
    const into = await coalition.collection({ title: 'Hidden' });
    const list = releaseMarking(coalition.identity('Denmark'), { to: [coalition.identity('Iraq')] });
    const amber = { object_marking_refs: [tlp('amber'), list.id] };
    const said = statement(on, coalition.identity('Denmark'), 'It sinks.', amber);
    await coalition.store('Denmark', into, list, said, position(on, coalition.identity('Denmark'), amber));
    assert.deepEqual(
      wanted.map((each) => made('France', each)),
      former,
    );
    const theirs = made('Iraq');
    assert.deepEqual(
      itemsOf(theirs, 'What was said')
        .map(({ text }) => text)
        .sort(),
      ['It rises.', 'It sinks.'],
    );
    assert.equal(termsLine(theirs.terms), 'TLP:AMBER · Iraq alone', 'the narrowest of what it contains');
  });

  test('of a country holds what is said on places in it', async () => {
    const into = await coalition.collection({ title: 'Places' });
    const stamp = { spec_version: '2.1', created: '2026-01-02T00:00:00.000Z', modified: '2026-01-02T00:00:00.000Z' };
    const [valley, word] = ['SY', 'the north'].map((country) => ({
      type: 'location',
      ...stamp,
      id: `location--${randomUUID()}`,
      created_by_ref: coalition.identity('Iraq'),
      name: `A valley, ${country}`,
      country,
      ...green,
    }));
    assert.ok(valley && word);
    const dry = claim('The valley is dry', { ...green, place_refs: [valley.id] });
    const wet = claim('The north is wet', { ...green, place_refs: [word.id] });
    await coalition.store('Iraq', into, valley, word, dry, wet);
    await coalition.store('Iraq', into, statement(dry.id, coalition.identity('Iraq'), 'No rain.', green));
    await coalition.store('Iraq', into, statement(wet.id, coalition.identity('Iraq'), 'Much rain.', green));
    const said = (of: string) => itemsOf(made('France', { about: 'area', of, asOf: day }), 'What was said');
    for (const named of ['Syria', 'syria', valley.name, valley.id]) {
      assert.deepEqual(
        said(named).map(({ text }) => text.split(';')[0]),
        ['No rain.'],
        named,
      );
    }
    assert.equal(said(word.name).length, 1);
    assert.equal(said('Iraq').length, 0);
  });

  test('on what is hidden or not there is refused alike', () => {
    for (const named of [`claim--${randomUUID()}`, 'claim--x']) {
      assert.throws(() => made('France', { about: 'claim', of: named }), { code: 'not-found' });
    }
  });

  test('of a claim tells the commitments that were changed by what was said on it', async () => {
    const into = await coalition.collection({ title: 'Ledger' });
    const stamp = { spec_version: '2.1', created: '2026-01-02T00:00:00.000Z', modified: '2026-01-02T00:00:00.000Z' };
    const common = { ...stamp, created_by_ref: coalition.identity('Iraq'), ...green };
    const said = statement(on, coalition.identity('Iraq'), 'They will send pumps.', green);
    const pumps = {
      ...writeCommitment(
        { name: 'Pumps', kind: 'equipment', by: coalition.identity('Iraq'), counterparts: [], dependsOn: [] },
        [],
      ),
      ...common,
      id: `commitment--${randomUUID()}`,
    };
    const promised = {
      ...writeCommitmentEvent({
        commitment: pumps.id,
        kind: 'pledged',
        said: '2026-01-02',
        quantity: { kind: 'measured', amount: { bound: 'exact', value: 12 }, measure: { unit: 'pumps' } },
        source: { key: coalition.identity('Iraq'), name: 'Iraq' },
        statement: said.id,
        corrects: [],
        denies: [],
        documents: [],
      }),
      ...common,
      id: `commitment-event--${randomUUID()}`,
    };
    assert.deepEqual(itemsOf(made('France'), 'Commitments'), []);
    await coalition.store('Iraq', into, said, pumps, promised);
    assert.deepEqual(
      itemsOf(made('France'), 'Commitments').map(({ lead, text }) => [lead, text]),
      [['Iraq', 'Pumps; pledged; promised: 12 pumps']],
    );
  });
});

describe('a brief for a chosen audience', () => {
  let coalition: TestCoalition;
  before(async () => {
    coalition = await createTestCoalition(guests);
  });
  after(() => coalition[Symbol.asyncDispose]());

  const made = (by: string, on: string, audience: string): Brief => ({
    ...coalition.core.briefs.make(coalition.viewer(by), { about: 'claim', of: on, asOf: day, audience }),
    made: '',
  });

  test('holds what its renditions hold, and nothing that they withhold', async () => {
    const into = await coalition.collection({ title: 'Parts' });
    const about = claim('The bridge holds', green);
    const list = releaseMarking(coalition.identity('France'), { to: [coalition.identity('Iraq')] });
    const amber = [tlp('amber'), list.id];
    const told = statement(about.id, coalition.identity('France'), 'It holds.', {
      ...green,
      created_by_ref: coalition.identity('France'),
      office: 'Chief engineer of a secret place',
      granular_markings: amber.map((marking_ref) => ({ marking_ref, selectors: ['office'] })),
    });
    const hidden = statement(about.id, coalition.identity('France'), 'It has a crack.', { object_marking_refs: amber });
    await coalition.store('France', into, list, about, told, hidden);

    const own = await textsOf(made('France', about.id, 'Iraq'));
    for (const text of own) assert.match(text, /secret place/, 'Iraq has it, so a brief for Iraq may');
    const texts = await textsOf(made('France', about.id, 'Denmark'));
    for (const text of texts) {
      assert.match(text, /It holds/);
      assert.doesNotMatch(text, /crack|secret|engineer/);
      assert.match(text, /TLP:GREEN · for Denmark/);
    }
    const everybody = coalition.core.briefs.make(coalition.viewer('France'), {
      about: 'claim',
      of: about.id,
      asOf: day,
      audience: 'Iraq',
    });
    assert.equal(everybody.terms.label, 'TLP:AMBER');
  });

  test('is the same before and after what others release to that audience', async () => {
    const into = await coalition.collection({ title: 'Others' });
    const about = claim('The road is open', green);
    await coalition.store('France', into, about, statement(about.id, coalition.identity('France'), 'It is.', green));
    const former = made('France', about.id, 'Iraq');
    for (let count = 0; count < 5; count += 1) {
      const list = releaseMarking(coalition.identity('Denmark'), { to: [coalition.identity('Iraq')] });
      const amber = { object_marking_refs: [tlp('amber'), list.id] };
      const theirs = statement(about.id, coalition.identity('France'), `It is not ${count}.`, amber);
      await coalition.store('Denmark', into, list, theirs, position(about.id, coalition.identity('Iraq'), amber));
    }
    // The same objects by another owner: what is shown first to Iraq is not France's to know.
    await coalition.write('Denmark', into, [{ ...about, name: 'Another name' }]);
    assert.deepEqual(made('France', about.id, 'Iraq'), former);
    await assert.rejects(async () => made('Denmark', claim('x').id, 'Iraq'), { code: 'not-found' });
  });

  test('is for those who release for their member', () => {
    const reader = { ...coalition.viewer('France'), roles: new Set(['reader'] as const) };
    assert.throws(() => coalition.core.briefs.make(reader, { about: 'day', audience: 'Iraq' }), {
      code: 'not-allowed',
    });
    assert.throws(() => coalition.core.briefs.make(coalition.viewer('France'), { about: 'day', audience: 'Nobody' }), {
      code: 'not-found',
    });
  });
});

test('what is hostile in an object is text in every form of a brief', async () => {
  await using coalition = await createTestCoalition(guests);
  const into = await coalition.collection({ title: 'Hostile' });
  const about = claim('# <script>alert(1)</script> [a](javascript:alert(2))', green);
  const said =
    '\u202egnorw\u202c | `code` <img src=x onerror=alert(3)> ![](http://evil.example/p.png)\n\n# Heading\n---';
  const source = { source_name: 'Evil ](x)', url: 'javascript:alert(4)' };
  await coalition.store(
    'France',
    into,
    about,
    statement(about.id, coalition.identity('France'), said, { ...green, external_references: [source] }),
  );
  const brief = coalition.core.briefs.make(coalition.viewer(founder), { about: 'claim', of: about.id, asOf: day });
  const markdown = writeMarkdown(brief);
  assert.doesNotMatch(markdown, /(?<!\\)<(script|img)|(?<!\\)\[|\u202e|javascript:alert\(4\)/);
  assert.equal(markdown.match(/^# /gm)?.length, 1, 'one heading is the brief’s own');
  const pdf = Buffer.from(await writePdf(brief, fonts())).toString('latin1');
  assert.doesNotMatch(pdf, /\/URI|\/JavaScript|\/JS/, 'a PDF that runs or opens nothing');
});

test('every page of the PDF carries the terms, as text', async () => {
  const item = {
    lead: 'Mevlüt Çavuşoğlu',
    text: 'Said something of some length that fills the line of a page.',
    sources: [],
  };
  const brief: Brief = {
    title: 'Long',
    subtitle: '',
    by: 'France',
    made: '2026-01-05T08:00:00.000Z',
    terms: { label: 'TLP:AMBER', audience: 'France alone', handling: [] },
    sections: [{ heading: 'All', items: Array.from({ length: 150 }, () => item), empty: '' }],
    sources: [],
  };
  const pdf = await writePdf(brief, fonts());
  const pages = await pagesOfPdf(pdf);
  assert.ok(pages.length >= 3, `${pages.length} pages`);
  for (const [place, text] of pages.entries()) {
    assert.equal(text.match(/TLP:AMBER · France alone/g)?.length, 2, 'above and below');
    assert.match(text, new RegExp(`page ${place + 1} of ${pages.length}`));
  }
  assert.match(pages.join(), /Çavuşoğlu/);
});

test('its queries use their indexes', async () => {
  await using coalition = await createTestCoalition(guests);
  const planOf = (sql: string): string =>
    coalition.database
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => String(detail))
      .join('\n');
  assert.match(planOf(saidQuery), /SEARCH r USING INDEX statement_row_by_said/);
  const { claims, positions, ...rest } = audienceQueries;
  for (const sql of Object.values(rest)) assert.doesNotMatch(planOf(sql), /SCAN (?!e )/);
  // Few, and all of them are wanted.
  for (const sql of [claims, positions]) assert.doesNotMatch(planOf(sql), /SCAN (?!e |r\n)/);
});

function itemsOf({ sections }: Brief, heading: string) {
  return sections.find((each) => each.heading === heading)?.items ?? [];
}

/** The brief in each of its forms. */
async function textsOf(brief: Brief): Promise<string[]> {
  const dated = { ...brief, made: '2026-01-05T08:00:00.000Z' };
  return [
    JSON.stringify(dated) + termsLine(dated.terms),
    writeMarkdown(dated),
    await textOfPdf(await writePdf(dated, fonts())),
  ];
}

async function textOfPdf(bytes: Uint8Array): Promise<string> {
  return (await pagesOfPdf(bytes)).join('\n');
}

async function pagesOfPdf(bytes: Uint8Array): Promise<string[]> {
  const { text } = await extractText(new Uint8Array(bytes), { mergePages: false });
  return text;
}
