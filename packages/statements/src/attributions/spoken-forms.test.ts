import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extractStatements } from '../extract-statements.ts';
import type { Span, Statement } from '../statement.ts';

const members = ['Denmark', 'Estonia', 'Finland', 'Hungary', 'Italy', 'Jordan', 'Slovenia'].map((name) => ({ name }));

const read = (text: string, author?: string): readonly Statement[] =>
  extractStatements(text, { members, ...(author === undefined ? {} : { author }) });
const quote = (text: string, spans: readonly Span[]): string =>
  spans.map(([from, to]) => text.slice(from, to)).join(' … ');
const contents = (text: string): readonly string[] => read(text).map(({ content }) => quote(text, content));

test('a turn is all that is said until the next; who asks only leads to it; "I" and "you" are the voices', () => {
  const text = `An interview with General Ines Carvalho

Q: In January you said that the mission would end. Is that so?

A: No. I was wrong. I think that it will need a year.

Q: Is that long?

A: It is.`;
  assert.deepEqual(
    read(text).map(({ speaker, content }) => [speaker?.name, quote(text, content)]),
    [
      ['Ines Carvalho', 'that the mission would end'],
      ['Ines Carvalho', 'No. I was wrong. I think that it will need a year.'],
      ['Ines Carvalho', 'that it will need a year'],
      ['Ines Carvalho', 'It is.'],
    ],
  );
});

test('a list of names and figures has no turns, nor a heading with a colon', () => {
  for (const text of [
    'Ana Reis: 1,769.\n\nTom Hale: 1,501.\n\nAna Reis: 547.',
    'Norway: no change. Oslo sails on.\n\nNorway: nothing new.',
    'Date: 3 May 2031.\n\nSubject: Boats.\n\nDate: 4 May 2031.',
  ])
    assert.deepEqual(contents(text), [], text);
});

test('numbered posts are of the handle above them, and a handle in brackets is of whom it names', () => {
  const text = `Thread by @MFA_Estonia (Ministry of Foreign Affairs of Estonia)

1/2 Estonia will not recognise the vote.

2/2 It stays as it is.

@PekkaHalonen (Finland's foreign minister): Finland agrees.`;
  assert.deepEqual(
    read(text).map(({ speaker, member }) => [speaker?.name, member]),
    [
      ['@MFA_Estonia', 'Estonia'],
      ['@MFA_Estonia', 'Estonia'],
      ['@PekkaHalonen', 'Finland'],
    ],
  );
});

test('members that second, object, reserve, abstain or are silent have said where they stand', () => {
  for (const [text, kind, content] of [
    ['Italy seconded the proposal.', 'supported', 'the proposal'],
    ['Hungary is against.', 'rejected', 'against'],
    ['Denmark reserved its position pending instructions.', 'declined', 'its position pending instructions'],
    ['Denmark abstained in the vote.', 'declined', 'in the vote'],
    ['Denmark was silent throughout.', 'declined', 'silent throughout'],
    ['Hungary did not take sides.', 'declined', 'take sides'],
    ['Italy disputed the figure, stating that it had paid.', 'denied', 'the figure'],
  ] as const) {
    const [found] = read(text);
    assert.deepEqual([found?.kind, found?.negated, quote(text, found?.content ?? [])], [kind, false, content], text);
  }
});

test('nobody denies a person, and who is asked asks nobody', () => {
  assert.deepEqual(
    contents(
      'Iceland will keep its boats, Foreign Minister Birna Jonsdottir said on Friday, contradicting her own coast guard.',
    ),
    ['Iceland will keep its boats'],
  );
  const [asked] = read('Anyone with information is asked to call the unit.');
  assert.deepEqual([asked?.source, asked?.speaker], [[], undefined]);
});

test('a condition belongs to what is said, a recipient and a medium do not', () => {
  assert.deepEqual(
    contents('The envoy told me that Copenhagen is ready to sail, but only if the Germans come along.'),
    ['that Copenhagen is ready to sail, but only if the Germans come along'],
  );
  assert.deepEqual(contents('The Prime Minister assured the President that Slovenia remained committed.'), [
    'that Slovenia remained committed',
  ]);
  const text = 'Einar Ulfsson is angry. "You cannot defend it," he said on television.';
  assert.deepEqual(
    read(text).map(({ cue }) => quote(text, cue)),
    ['said'],
  );
});

test('an office without a name is of whom the text names with it, in the same country and portfolio', () => {
  const text = `Jordan's prime minister said that the date stands. "It stands," Prime Minister Rania Haddad told reporters.

Defence Minister Omar Nasser waited. The interior minister said that he knew nothing.`;
  assert.deepEqual(
    read(text).map(({ speaker }) => speaker?.name),
    ['Rania Haddad', 'Rania Haddad', 'interior minister'],
  );
});

test('those whom a person of a country has speak for that country', () => {
  const text = `Hungarian President Péter Nagy waited. His foreign minister said that the protocol holds. His office said that he meant it.

Prime Minister Maja Kovač of Slovenia said that she would come.`;
  assert.deepEqual(
    read(text).map(({ member }) => member),
    ['Hungary', 'Hungary', 'Slovenia'],
  );
});

test('who is told of but not named is "he" too, and the writer of a letter is "I"', () => {
  const text = 'A Danish diplomat said that it was late. In June he said that it was early. I think that he is right.';
  const [, he, author] = read(`Dated 7 August 2034.\n\n${text}`, 'Astrid Nygaard');
  assert.deepEqual(
    [he?.speaker?.name, he?.member, he?.said, author?.speaker?.name],
    ['Danish diplomat', 'Denmark', { from: '2034-06-01', to: '2034-06-30' }, 'Astrid Nygaard'],
  );
});
