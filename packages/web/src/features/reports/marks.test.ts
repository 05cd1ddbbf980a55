import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { castOf, type Mark, marksOf, piecesOf } from './marks.ts';

function mark(id: string, speakerName: string, content: [number, number][], state: Mark['state'] = 'open'): Mark {
  return { id, state, speakerName, source: [], cue: [], content: content.map(([start, end]) => ({ start, end })) };
}

describe('marks in a text', () => {
  it('cut a paragraph without losing a character', () => {
    const text = 'She said that he said that it rained.';
    const marks = [mark('a', 'She', [[9, 36]]), mark('b', 'he', [[22, 36]])];
    const pieces = piecesOf(
      text,
      100,
      marks.map((each) => ({
        ...each,
        content: each.content.map(({ start, end }) => ({ start: start + 100, end: end + 100 })),
      })),
      undefined,
    );
    assert.equal(pieces.map((piece) => piece.text).join(''), text);
    assert.deepEqual(
      pieces.map((piece) => piece.mark?.id),
      [undefined, 'a', 'b', undefined],
    );
    assert.deepEqual(
      pieces.map((piece) => piece.begins),
      [false, true, true, false],
    );
  });

  it('show the chosen one where several lie over each other, and none that is rejected', () => {
    const marks = [mark('a', 'She', [[0, 10]]), mark('b', 'he', [[2, 6]]), mark('c', 'it', [[0, 10]], 'rejected')];
    const ids = (chosen?: string) => piecesOf('0123456789', 0, marks, chosen).map((piece) => piece.mark?.id);
    assert.deepEqual(ids(), ['a', 'b', 'a']);
    assert.deepEqual(ids('a'), ['a', 'a', 'a']);
  });

  it('have a letter for each speaker', () => {
    const cast = castOf([mark('a', 'Dorn', []), mark('b', 'Hentz', []), mark('c', 'Dorn', [])]);
    assert.deepEqual(
      [...cast].map(([name, { letter }]) => [name, letter]),
      [
        ['Dorn', 'A'],
        ['Hentz', 'B'],
      ],
    );
  });

  it('take an accepted proposal and its statement for one', () => {
    const spans = { source: [], cue: [], content: [{ start: 1, end: 2 }] };
    const shared = { kind: 'said', negated: false, hedged: false, quantities: [], ...spans };
    const proposal = {
      ...shared,
      id: 'p',
      state: 'accepted' as const,
      statement: 's',
      form: 'direct' as const,
      hedges: [],
      dates: [],
      confidence: 1,
    };
    const statement = {
      ...shared,
      id: 's',
      said: '2020-01-01',
      speakerName: 'Corrected',
      by: { id: 'i', name: 'M' },
      mine: true,
    };
    const marks = marksOf({ proposals: [proposal], statements: [statement, { ...statement, id: 't' }] });
    assert.deepEqual(
      marks.map(({ id, speakerName }) => [id, speakerName]),
      [
        ['p', 'Corrected'],
        ['t', 'Corrected'],
      ],
    );
  });
});
