import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { readTerms } from '@entente/release';
import type { StixObject } from '@entente/stix';
import { createExtractor, mayLeave } from './extractor.ts';
import { createLanguageModel, type LanguageModelPolicy } from './language-model.ts';
import { createTextDesk } from './text-desk.ts';

const text = `Mayor Ines Roth said that the ferry would sail again in May with 120 passengers.

“We will pay for it,” said Tom Hale. The ferry is old.`;
const clear = 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487';
const green = 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb';
const termsOf = (object: StixObject) => readTerms(object, { owner: 1, lookupMarking: () => undefined });
const report = (more: object): StixObject =>
  ({
    type: 'report',
    id: 'report--00000000-0000-4000-8000-0000000000e1',
    object_marking_refs: [clear],
    ...more,
  }) as never;

describe('a language model in place of the rules', () => {
  let server: Server;
  let policy: LanguageModelPolicy;
  let reached: { url: string | undefined; key: string | undefined; body: string }[] = [];
  let answer: (response: ServerResponse) => void = () => {};

  before(async () => {
    server = createServer((request: IncomingMessage, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        reached.push({ url: request.url, key: request.headers.authorization, body: Buffer.concat(chunks).toString() });
        answer(response);
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/v1/`;
    policy = { url, model: 'small', key: 'open sesame', level: 'clear', privateAddresses: true };
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const says = (content: unknown) => (response: ServerResponse) => {
    const body = typeof content === 'string' ? content : JSON.stringify(content);
    response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content: body } }] }));
  };
  const good = {
    content: ['the ferry would sail again in May with 120 passengers'],
    source: 'Mayor Ines Roth',
    cue: 'said',
    speaker: 'Ines Roth',
    office: 'Mayor',
    kind: 'said',
    negated: false,
  };

  it('gives statements whose every word was found in the text, with numbers and places by rule', async () => {
    reached = [];
    answer = says({ statements: [good] });
    const [statement, ...others] = await createLanguageModel(policy)(text, { date: '2034-03-01' });
    assert.deepEqual(others, []);
    assert.equal(statement && text.slice(...(statement.content[0] ?? [0, 0])), good.content[0]);
    assert.deepEqual(statement?.source, [[0, 15]]);
    assert.deepEqual([statement?.speaker?.name, statement?.speaker?.office], ['Ines Roth', 'Mayor']);
    assert.deepEqual([statement?.numbers[0]?.value, statement?.numbers[0]?.of], [120, 'passengers']);
    assert.equal(reached[0]?.url, '/v1/chat/completions');
    assert.equal(reached[0]?.key, 'Bearer open sesame');
    const sent = JSON.parse(reached[0]?.body ?? '') as { model: string; messages: { content: string }[] };
    assert.equal(sent.model, 'small');
    assert.equal(sent.messages[1]?.content, text);
  });

  it('drops what the text does not say, and whom it does not name', async () => {
    answer = says({
      statements: [
        { ...good, content: ['the ferry will never sail again'] },
        { ...good, content: ['We will pay for it', 'and for the harbour'] },
        { ...good, content: [''] },
        { ...good, speaker: 'Somebody Else', office: 'King', source: 'the king', kind: 'conjures' },
        good,
      ],
    });
    const found = await createLanguageModel(policy)(text, {});
    assert.equal(found.length, 1, 'the same words are said once');
    assert.equal(found[0]?.speaker, undefined);
    assert.deepEqual([found[0]?.source, found[0]?.kind], [[], 'said']);
  });

  it('is refused where it answers amiss, too much, too late, or sends elsewhere', async () => {
    const hostile: readonly ((response: ServerResponse) => void)[] = [
      (response) => response.end('no JSON'),
      (response) => response.end('{"choices":[]}'),
      says('Sure! Here is what I found:'),
      says({ statements: 'all' }),
      says({ statements: Array.from({ length: 400 }, () => good) }),
      (response) => response.writeHead(500).end(text),
      (response) => response.writeHead(302, { location: `${policy.url}elsewhere` }).end(),
      (response) => void response.end('x'.repeat(2 * 1024 * 1024)),
      (response) => void response.write('{"choices":['),
      (response) => void response.destroy(),
    ];
    for (const [place, each] of hostile.entries()) {
      reached = [];
      answer = each;
      await assert.rejects(createLanguageModel(policy, 500)(text, {}), `answer ${place}`);
      assert.equal(reached.length, 1);
    }
    reached = [];
    for (const url of [policy.url, policy.url.replace('127.0.0.1', 'localhost')]) {
      await assert.rejects(createLanguageModel({ ...policy, url, privateAddresses: false })(text, {}), /private/);
    }
    assert.deepEqual(reached, []);
  });

  it('is asked only of what may leave, is logged, and gives way to the rules', async () => {
    await using desk = createTextDesk();
    const recorded: string[] = [];
    const audit = {
      recordSoon: ({ kind, subjects = [] }: { kind: string; subjects?: readonly string[] }) =>
        void recorded.push(`${kind} ${subjects.join()}`),
    };
    const viewer = { credentialId: 'test' } as never;
    const model = { ask: createLanguageModel(policy), level: 'clear' as const };
    const extract = createExtractor({ desk, audit, model });
    const ask = (object: StixObject) =>
      extract(viewer, { report: object, terms: termsOf(object), isOwner: true, text, options: {}, isEnglish: true });

    reached = [];
    answer = says({ statements: [good] });
    assert.equal((await ask(report({}))).length, 1);
    assert.deepEqual(recorded, ['text-sent report--00000000-0000-4000-8000-0000000000e1']);
    answer = (response) => response.writeHead(503).end();
    const byRule = await ask(report({}));
    assert.ok(byRule.length >= 2, 'the rules find both');
    reached = [];
    assert.equal((await ask(report({ object_marking_refs: [green] }))).length, byRule.length);
    assert.deepEqual(reached, []);
    assert.equal(recorded.length, 2);
  });

  it('gets nothing whose terms say anything else', () => {
    const other = 'marking-definition--00000000-0000-4000-8000-0000000000f1';
    const may = (
      more: object,
      isOwner = true,
      widest: 'clear' | 'green' | 'amber' = 'clear',
      alsoSaid: object = {},
    ) => {
      const object = report(more);
      return mayLeave({ report: object, terms: { ...termsOf(object), ...alsoSaid }, isOwner }, widest);
    };
    assert.equal(may({}), true);
    assert.equal(may({}, false), true);
    assert.equal(may({ object_marking_refs: undefined }), false);
    assert.equal(may({ object_marking_refs: [] }), false);
    assert.equal(may({ object_marking_refs: [clear, other] }), false);
    assert.equal(may({ object_marking_refs: [other] }), false);
    assert.equal(may({ object_marking_refs: [green] }), false);
    assert.equal(may({ granular_markings: [{ marking_ref: green, selectors: ['name'] }] }), false);
    assert.equal(may({ object_marking_refs: [green] }, true, 'green'), true);
    assert.equal(may({ object_marking_refs: [green] }, false, 'green'), false, 'of another member');
    assert.equal(may({ object_marking_refs: [green] }, true, 'amber'), true);
    // Set on bringing it in, and so not in the text of the report (`ImportedTerms`).
    for (const set of [
      { tlp: 'green' as const },
      { to: [['identity--1']] },
      { not: ['identity--1'] },
      { handling: { nodesOnly: true as const } },
      { and: [{ owner: 1, tlp: 'clear' as const, handling: { noOnwardRelease: true as const } }] },
    ]) {
      assert.equal(may({}, true, 'clear', set), false, JSON.stringify(set));
    }
  });
});
