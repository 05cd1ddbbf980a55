import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { paragraphsExtensionId } from '@entente/release';
import type { z } from '@hono/zod-openapi';
import type { ObjectView } from '../objects/messages.ts';
import { type Credential, startTestNode, type TestNode } from '../units/test-units.ts';
import type { Holders, Preview, Why } from './messages.ts';

type PreviewMessage = z.infer<typeof Preview>;
type ObjectViewMessage = z.infer<typeof ObjectView>;
type HoldersMessage = z.infer<typeof Holders>;
type WhyMessage = z.infer<typeof Why>;
type Json = Record<string, unknown>;

let node: TestNode;
/** Everybody who reads, by the name that an audience gives him. */
const readers = new Map<string, Credential>();
const place = 'location--b49b2ad5-9b0b-4a7f-9b4e-7d3c3f7a2b11';
const paragraph = (index: number): string => `extensions.${paragraphsExtensionId}.paragraphs.[${index}]`;

/** A report with a wide summary and paragraphs. */
function report(...texts: string[]): Json {
  return {
    type: 'report',
    name: 'Manbij',
    description: 'a wide summary',
    published: '2026-02-01T00:00:00Z',
    object_refs: [place],
    extensions: {
      [paragraphsExtensionId]: {
        extension_type: 'property-extension',
        paragraphs: texts.map((text) => ({ text })),
      },
    },
  };
}

const terms = (tlp: string, releasableTo: string[] = [], notReleasableTo: string[] = []): Json => ({
  tlp,
  releasableTo,
  notReleasableTo,
});

function draft(object: Json, whole: Json, more: Json = {}): Json {
  return { collection: 'open', terms: whole, object, ...more };
}

/** What every reader must find equal in preview and fact: ids and moments are drawn anew on publishing. */
function comparable(object: Json): Json {
  const { id: _, created: __, modified: ___, object_marking_refs, granular_markings, ...rest } = object;
  const marks = (Array.isArray(granular_markings) ? granular_markings : []) as { selectors: string[] }[];
  return { ...rest, marked: marks.map(({ selectors }) => selectors), markings: (object_marking_refs as []).length };
}

const preview = (who: Credential, publication: Json): Promise<PreviewMessage> =>
  node.must<PreviewMessage>(who, 'POST', '/api/preview', publication);

const holders = (who: Credential, id: string): Promise<HoldersMessage> =>
  node.must<HoldersMessage>(who, 'GET', `/api/objects/${id}/audience`);

async function publish(who: Credential, publication: Json): Promise<string> {
  const { summary } = await node.must<{ summary: { id: string } }>(who, 'POST', '/api/objects', publication);
  return summary.id;
}

/** What a preview says that somebody gets. */
function promised({ renditions }: Pick<PreviewMessage | HoldersMessage, 'renditions'>, name: string): Json | undefined {
  const found = renditions.filter(({ audience }) => audience.some((each) => each.name === name));
  assert.ok(found.length < 2, `${name} gets two renditions`);
  return found[0] === undefined ? undefined : comparable(found[0].object ?? {});
}

async function seen(who: Credential, id: string): Promise<Json | undefined> {
  const { status, text } = await node.ask(who, 'GET', `/api/objects/${id}/raw`);
  assert.ok(status === 200 || status === 404, text);
  return status === 404 ? undefined : comparable(JSON.parse(text) as Json);
}

/** Publishes a draft, and finds with every reader what the preview said. */
async function assertKept(publication: Json, who = node.admins.norway): Promise<string> {
  const said = await preview(who, publication);
  const id = await publish(who, publication);
  for (const [name, reader] of readers) {
    assert.deepEqual(await seen(reader, id), promised(said, name), `${name} of ${JSON.stringify(publication)}`);
  }
  return id;
}

describe('a preview', () => {
  before(async () => {
    node = await startTestNode();
    const { norway, iraq, france } = node.admins;
    await node.unit(iraq, 'Iraq', { name: 'Border', kind: 'internal', amberStrict: true, listed: true });
    await node.unit(iraq, 'Iraq', { name: 'Police', kind: 'served', amber: false, listed: true });
    await node.core.memberService.putGroup(node.core.localViewer(1), { name: 'Small group', members: ['Iraq'] });
    readers.set('Norway', await node.token(norway));
    readers.set('Iraq', await node.token(iraq));
    readers.set('France', await node.token(france));
    readers.set('Iraq/Border', await node.token(iraq, { unit: 'Border' }));
    readers.set('Iraq/Police', await node.token(iraq, { unit: 'Police' }));
  });
  after(() => node[Symbol.asyncDispose]());

  test('is what each then gets, whatever the terms of the whole and of its parts', async () => {
    const lists: [string[], string[]][] = [
      [[], []],
      [['Iraq'], []],
      [['Small group', 'France'], []],
      [[], ['France']],
      [['Iraq/Police'], []],
    ];
    let seed = 7;
    const pick = <T>(from: readonly T[]): T => {
      seed = (seed * 48_271) % 2_147_483_647;
      return from[seed % from.length] as T;
    };
    const any = (): Json => terms(pick(['clear', 'green', 'amber', 'amber+strict', 'red']), ...pick(lists));
    let divided = 0;
    for (let turn = 0; turn < 25; turn += 1) {
      const parts = [0, 1, 2].flatMap((index) =>
        pick([true, false]) ? [{ selectors: [pick([paragraph(index), 'description', 'name'])], terms: any() }] : [],
      );
      const handling = pick([undefined, { notForCourt: true }, { notBefore: '2999-01-01T00:00:00Z' }]);
      const sayWithheld = pick([undefined, false]);
      const id = await assertKept(
        draft(report('one', 'two', 'three'), any(), {
          parts,
          ...(handling && { handling }),
          ...(sayWithheld === undefined ? {} : { sayWithheld }),
        }),
      );
      const held = await holders(node.admins.norway, id);
      divided += held.renditions.length > 1 ? 1 : 0;
      assert.deepEqual(held.renditions[0]?.withheld, [], 'the author’s own comes first');
      const view = await node.must<ObjectViewMessage>(node.admins.norway, 'GET', `/api/objects/${id}`);
      assert.equal(view.terms.audience?.length, held.members.reached, 'all renditions count');
      for (const [name, reader] of readers) {
        assert.deepEqual(await seen(reader, id), promised(held, name), `${name} is told to have what he has`);
      }
    }
    assert.ok(divided >= 5, `${divided} drafts had several renditions`);
  });

  test('is right for who writes for a unit, too', async () => {
    const border = await node.token(node.admins.iraq, { unit: 'Border', write: true });
    const parts = [{ selectors: [paragraph(1)], terms: terms('amber', ['France']) }];
    await assertKept(draft(report('one', 'two'), terms('amber', ['Norway', 'France']), { parts }), border);
  });

  test('says what would wait for a second person, and speaks for another member by its mandate alone', async () => {
    const { norway, iraq } = node.admins;
    const ours = node.core.members.find('Norway')?.identity ?? '';
    await node.must(norway, 'PUT', `/api/members/${ours}/policy`, { widerThan: 'amber', partners: [] });
    assert.match(
      (await preview(norway, draft(report('one'), terms('green')))).secondPerson ?? '',
      /wider than TLP:AMBER/,
    );
    await node.must(norway, 'PUT', `/api/members/${ours}/policy`, { partners: [] });
    assert.equal((await preview(norway, draft(report('one'), terms('green')))).secondPerson, undefined);

    const forNorway = draft(report('one'), terms('amber', ['France']), { onBehalfOf: 'Norway' });
    assert.equal((await node.ask(iraq, 'POST', '/api/preview', forNorway)).status, 403);
    await node.must(norway, 'POST', '/api/mandates', { holder: 'Iraq' });
    const said = await preview(iraq, forNorway);
    assert.equal(said.renditions[0]?.object.created_by_ref, ours);
    assert.deepEqual(
      said.renditions[0]?.audience.map(({ name }) => name),
      ['France', 'Norway'],
    );
  });

  test('stores nothing', async () => {
    const tables = node.core.database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .all()
      .map(({ name }) => String(name))
      // What the log and the counting of requests write is none of the preview's.
      .filter((name) => !/audit|log|leaf|epoch|session/.test(name));
    const counts = (): Json =>
      Object.fromEntries(
        tables.map((name) => [name, node.core.database.prepare(`SELECT count(*) AS n FROM "${name}"`).get()?.n]),
      );
    assert.ok(tables.includes('version') && tables.includes('terms') && tables.includes('body'));
    // What was published before is signed in the background.
    await node.core.signer.catchUp();
    await node.core.queue.idle();
    const before = counts();
    const publication = draft(report('new'), terms('amber', ['France'], ['Iraq/Police']), {
      parts: [{ selectors: [paragraph(0)], terms: terms('red', ['Iraq']) }],
    });
    await preview(node.admins.norway, publication);
    assert.deepEqual(counts(), before);
    await publish(node.admins.norway, publication);
    assert.notDeepEqual(counts(), before, 'publishing would be noticed');
  });

  test('says who gets nothing and why, and warns of what a report must have', async () => {
    const said = await preview(
      node.admins.norway,
      draft(report('one'), terms('green', [], ['France']), {
        parts: [{ selectors: ['name'], terms: terms('green', ['Iraq/Border']) }],
      }),
    );
    const [nothing] = said.nothing.filter(({ audience }) => audience.some(({ name }) => name === 'France'));
    assert.match(nothing?.text ?? '', /not-releasable-to list names France/);
    const [warned] = said.warnings;
    assert.match(warned?.text ?? '', /^Iraq gets? nothing: the title, which a report must have, is withheld\./);
    assert.deepEqual(said.members, { total: 3, reached: 1 });
  });

  test('names the members that may not see what is referred to', async () => {
    const { norway } = node.admins;
    const secret = await publish(norway, draft({ type: 'incident', name: 'Crossing' }, terms('green', ['Iraq'])));
    const said = await preview(norway, draft({ ...report('one'), object_refs: [secret, place] }, terms('green')));
    assert.match(said.warnings[0]?.text ?? '', /It names “Crossing”, which 1 of the 3 members it is for may not see/);
    assert.deepEqual(
      said.warnings[0]?.audience.map(({ name }) => name),
      ['France'],
    );
  });

  test('says against the version before who gains, who loses and what is different', async () => {
    const { norway } = node.admins;
    const id = await assertKept(draft(report('one'), terms('green', ['Iraq'])));
    const next = draft({ ...report('other'), id }, terms('green', ['France']));
    const { changes } = await preview(norway, next);
    assert.deepEqual(
      changes?.gain.map(({ name }) => name),
      ['France'],
    );
    assert.deepEqual(
      changes?.lose.map(({ name }) => name),
      ['Iraq', 'Iraq/Border', 'Iraq/Police'],
    );
    assert.deepEqual(changes?.properties, ['extensions']);
    await assertKept(next);
    assert.equal(
      await seen(readers.get('Iraq') ?? {}, id),
      undefined,
      'what was lost is gone in its older version too',
    );
  });

  test('is refused where publishing would be, and for objects of others like for missing ones', async () => {
    const { norway, france } = node.admins;
    const refusal = async (who: Credential, publication: Json): Promise<string> => {
      const { status, text } = await node.ask(who, 'POST', '/api/preview', publication);
      return `${status} ${(JSON.parse(text) as { error: { message: string } }).error.message}`;
    };
    const open = report('one');
    assert.match(await refusal({}, draft(open, terms('green'))), /^401/);
    assert.match(await refusal(await node.token(norway), draft(open, terms('green'))), /^403/, 'a token that reads');
    const reader = node.basic((await node.person(norway, 'mere', { roles: ['reader'] })).email);
    assert.match(await refusal(reader, draft(open, terms('green'))), /^403/);
    const hidden = await publish(norway, draft(open, terms('green', ['Iraq'])));
    const missing = hidden.replace(/.{12}$/, '000000000000');
    assert.equal(
      await refusal(france, draft({ ...open, id: hidden }, terms('green'))),
      await refusal(france, draft({ ...open, id: missing }, terms('green'))),
    );
    const { name: _, ...nameless } = open;
    assert.match(await refusal(norway, draft(nameless, terms('green'))), /^422 .*name/);
  });

  test('equal lists are said by one marking', async () => {
    const { norway } = node.admins;
    const marks = async (): Promise<unknown> => {
      const id = await publish(norway, draft(report('one'), terms('green', ['France', 'Iraq'])));
      return (JSON.parse((await node.ask(norway, 'GET', `/api/objects/${id}/raw`)).text) as Json).object_marking_refs;
    };
    assert.deepEqual(await marks(), await marks());
  });

  test('an object comes back to its owner with the terms of its parts, for its next version', async () => {
    const { norway, iraq } = node.admins;
    const parts = [{ selectors: [paragraph(0), 'description'], terms: terms('amber', [], []) }];
    const id = await publish(
      norway,
      draft(report('one', 'two'), terms('green'), { parts, handling: { notForCourt: true } }),
    );
    const view = (who: Credential) => node.must<ObjectViewMessage>(who, 'GET', `/api/objects/${id}`);
    assert.deepEqual((await view(norway)).parts, parts);
    const theirs = await view(iraq);
    assert.equal(theirs.parts, undefined, 'nobody else is told');
    assert.deepEqual(theirs.terms.handling, { notForCourt: true });
    assert.deepEqual(theirs.summary.handling, { notForCourt: true }, 'in lists too');
  });
});

describe('why', () => {
  let id: string;
  const ask = (who: Credential, query: Json, of = id) =>
    node.ask(who, 'GET', `/api/objects/${of}/why?${new URLSearchParams(query as Record<string, string>)}`);
  const why = async (who: Credential, query: Json): Promise<WhyMessage> => {
    const { status, text } = await ask(who, query);
    assert.equal(status, 200, text);
    return JSON.parse(text) as WhyMessage;
  };

  before(async () => {
    node = await startTestNode();
    const { norway, iraq } = node.admins;
    await node.unit(iraq, 'Iraq', { name: 'Police', kind: 'served', amber: false, listed: true });
    await node.core.memberService.putGroup(node.core.localViewer(1), { name: 'Small group', members: ['Iraq'] });
    id = await publish(
      norway,
      draft(report('one', 'two'), terms('amber', ['Small group', 'France']), {
        parts: [{ selectors: [paragraph(1)], terms: terms('amber', ['France']) }],
      }),
    );
  });
  after(() => node[Symbol.asyncDispose]());

  test('names the list, the group and the level that decide', async () => {
    const { norway } = node.admins;
    const iraq = await why(norway, { viewer: 'Iraq' });
    assert.equal(iraq.sees, 'some');
    assert.ok(iraq.reasons.some(({ admits, text }) => admits && /names Small group, and through it Iraq/.test(text)));
    const part = await why(norway, { viewer: 'Iraq', property: paragraph(1) });
    assert.equal(part.sees, 'nothing');
    assert.match(part.reasons[0]?.text ?? '', /released to France only/);
    assert.equal(part.reasons[0]?.property, paragraph(1));
    assert.equal(part.reasons[0]?.markings.length, 2, 'the level and the list');
    const police = await why(norway, { viewer: 'Iraq/Police' });
    assert.equal(police.sees, 'nothing');
    assert.match(police.reasons[0]?.text ?? '', /but TLP:AMBER does not reach its units/);
    assert.equal((await why(norway, {})).sees, 'everything');
  });

  test('tells others about themselves alone, and neither lists nor what is withheld', async () => {
    const { iraq } = node.admins;
    const own = await why(iraq, {});
    assert.equal(own.sees, 'some', 'the author lets them know that there is more');
    assert.ok(
      own.reasons.every(({ admits, markings, property }) => admits && markings.length === 0 && property === undefined),
    );
    assert.ok(!JSON.stringify(own).includes('France'));
    assert.deepEqual((await why(iraq, { viewer: 'Iraq' })).reasons, own.reasons);
    const withheld = await ask(iraq, { property: paragraph(1) });
    const absent = await ask(iraq, { property: paragraph(7) });
    assert.deepEqual(
      [withheld.status, withheld.text],
      [404, absent.text],
      'what is withheld is like what is not there',
    );
  });

  test('is like a missing object for whoever may not ask', async () => {
    const { norway, iraq, france } = node.admins;
    const missing = id.replace(/.{12}$/, '000000000000');
    const nowhere = await ask(norway, { viewer: 'Iraq' }, missing);
    assert.equal(nowhere.status, 404);
    const reader = node.basic((await node.person(norway, 'mere', { roles: ['reader'] })).email);
    const auditor = node.basic((await node.person(norway, 'controller', { roles: ['auditor'] })).email);
    for (const who of [iraq, france, reader]) {
      assert.deepEqual(await ask(who, { viewer: 'Norway' }).then(({ status }) => status), who === reader ? 200 : 404);
      assert.deepEqual(await ask(who, { viewer: who === france ? 'Iraq' : 'France' }), nowhere);
      assert.deepEqual(await ask(who, { viewer: 'Nobody at all' }), nowhere);
    }
    assert.equal((await ask(auditor, { viewer: 'France' })).status, 200);
    const hidden = await publish(norway, draft(report('one'), terms('green', ['Iraq'])));
    assert.deepEqual(await ask(france, {}, hidden), nowhere);
    const holdersOf = (who: Credential, of: string) => node.ask(who, 'GET', `/api/objects/${of}/audience`);
    assert.deepEqual(await holdersOf(iraq, id), nowhere, 'nobody but the owner is told who has it');
    assert.deepEqual(await holdersOf(france, hidden), nowhere);
    assert.equal((await holdersOf(norway, id)).status, 200);
    assert.equal((await ask({}, {})).status, 401);
  });
});
