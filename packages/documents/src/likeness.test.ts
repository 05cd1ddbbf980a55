import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bandsOf, isNearDuplicate, likenessOf, sketchOf } from './likeness.ts';

const nouns = [
  'minister',
  'harbour',
  'report',
  'vote',
  'bridge',
  'storm',
  'treaty',
  'border',
  'budget',
  'ferry',
  'deputy',
  'island',
  'court',
  'pipeline',
];
/** A text of sentences, the same for the same seed. */
function story(seed: number, sentences: number): string[] {
  let state = seed;
  const next = (): string => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return nouns[(state >>> 8) % nouns.length] as string;
  };
  return Array.from(
    { length: sentences },
    () =>
      `The ${next()} of the ${next()} told a ${next()} that every ${next()} and ${next()} must wait for the ${next()}.`,
  );
}
function sketch(sentences: readonly string[]) {
  const made = sketchOf(sentences.join(' '));
  assert.ok(made);
  return made;
}
const areAlike = (a: readonly string[], b: readonly string[]): boolean => {
  const [one, other] = [sketch(a), sketch(b)];
  const meet = bandsOf(one).some((band) => bandsOf(other).includes(band));
  return meet && isNearDuplicate(likenessOf(one, other));
};

describe('texts that are one', () => {
  const wire = story(7, 40);

  it('finds wire copy with another first line, an edited sentence and a paragraph less', () => {
    const paper = ['LISBON — Our correspondent writes from the port.', ...wire.slice(1, 30)];
    paper[5] = 'The minister, who is ill, said nothing at all on Tuesday.';
    assert.ok(areAlike(wire, paper));
    assert.deepEqual(likenessOf(sketch(wire), sketch(wire)), { shared: 1, contained: 1 });
  });

  it('does not take another text on the same matter for it', () => {
    for (let seed = 20; seed < 60; seed += 1) assert.ok(!areAlike(wire, story(seed, 40)), `seed ${seed}`);
  });

  it('says nothing of texts of a few words', () => {
    assert.equal(sketchOf('No comment, said the minister.'), undefined);
  });
});
