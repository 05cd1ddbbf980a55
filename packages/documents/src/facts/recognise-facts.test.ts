import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Caption, DocumentFacts } from '../document.ts';
import { readText } from '../formats/text-blocks.ts';
import { recogniseFacts } from './recognise-facts.ts';

type Fixture = {
  readonly style: string;
  readonly text: string;
  readonly facts: DocumentFacts;
  readonly captions: readonly Caption[];
  readonly credits?: readonly string[];
  /** How each paragraph of the body begins; there are no others. */
  readonly body: readonly string[];
};

const file = new URL('../fixtures/house-styles.json', import.meta.url);
const fixtures = JSON.parse(readFileSync(file, 'utf8')) as readonly Fixture[];

describe('what a text says about itself, in the styles of many houses', () => {
  for (const { style, text, facts: expected, captions, credits, body } of fixtures) {
    it(style, () => {
      const { paragraphs, facts } = recogniseFacts(readText(text));
      for (const [key, value] of Object.entries(expected)) {
        assert.equal(facts[key as keyof DocumentFacts], value, key);
      }
      assert.deepEqual(facts.captions ?? [], captions);
      if (credits !== undefined) assert.deepEqual(facts.credits, credits);
      assert.equal(paragraphs.length, body.length, JSON.stringify(paragraphs));
      for (const [place, start] of body.entries()) {
        assert.ok(paragraphs[place]?.startsWith(start), `${paragraphs[place]} should begin with ${start}`);
      }
    });
  }

  it('declares nothing that it did not find', () => {
    assert.deepEqual(recogniseFacts(readText('She went home. He did not.')).facts, {});
  });

  it('lets what a format declares count more than what it looks like', () => {
    const draft = readText(
      'A headline that stands in the text\n\nBy Jane Roe\n\nShe said on Monday that nothing had been decided yet by anyone.',
    );
    const declared = { byline: 'By John Doe', published: '2021-05-04T10:00:00+02:00', language: 'en_GB' };
    const { facts } = recogniseFacts({ ...draft, facts: declared });
    assert.equal(facts.byline, 'John Doe');
    assert.equal(facts.published, '2021-05-04T08:00:00.000Z');
    assert.equal(facts.language, 'en-GB');
    assert.equal(facts.dated, '2021-05-04');
  });
});
