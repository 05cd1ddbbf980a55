import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extractStatements } from '../extract-statements.ts';

/** Of each statement whose it is, as the text has it, the cue, and what is said. */
function read(text: string): readonly (readonly [source: string, cue: string, content: string])[] {
  const words = (spans: readonly (readonly [number, number])[]): string =>
    spans.map(([from, to]) => text.slice(from, to)).join(' … ');
  return extractStatements(text).map(({ source, cue, content }) => [words(source), words(cue), words(content)]);
}

test('nobody says a date line, and no name begins in it', () => {
  for (const line of [
    'LISBON, March 4, 2030 (Reuters) - ',
    'OSLO, 17 Oct 2031 (NTB) - ',
    'N’DJAMENA, December 1, 2031 (AFP) — ',
    'LEEDS, England -- ',
    'GENEVA (Reuters) - ',
  ]) {
    const [[source, , content] = ['', '', '']] = read(
      `${line}Portugal's navy on Monday said that the strait was open.`,
    );
    assert.deepEqual([source, content], ["Portugal's navy", 'that the strait was open'], line);
  }
});

test('a day after "said" hides no statement, and "while" begins another', () => {
  assert.deepEqual(
    read(
      'France said on Monday it would send two frigates to the Strait of Kestrel, while Italy ruled out taking part in any patrol mission there.',
    ),
    [
      ['France', 'said', 'it would send two frigates to the Strait of Kestrel'],
      ['Italy', 'ruled out', 'taking part in any patrol mission there'],
    ],
  );
});

test('a quotation of several paragraphs belongs to whom the last names', () => {
  const text =
    '"This is not a show of force.\n\n"It is a promise to those who live here," Mayor Ana Reis said on Monday.';
  const [[, , content] = ['', '', '']] = read(text);
  assert.equal(content, '"This is not a show of force. … "It is a promise to those who live here,"');
});

test('a figure put, an apposition before the verb, and a name that the cue swallowed', () => {
  assert.deepEqual(read('A rebel commander, Abdi Nur, put the number of dead at seven.'), [
    ['A rebel commander, Abdi Nur,', 'put', 'the number of dead at seven'],
  ]);
  const [[source] = ['']] = read('"The president alone decides," Fatimé Haroun told state television.');
  assert.equal(source, 'Fatimé Haroun');
});

test('who neither confirms nor denies, has not said whether, or says no comment, declines, and negates nothing', () => {
  for (const text of [
    'Ambassador Brendan Doyle neither confirmed nor denied the figure.',
    'Cameroon has not said whether it would fill the gap.',
    '"No comment," said a British official.',
    'The White House did not immediately respond to a request for comment.',
  ]) {
    const [found] = extractStatements(text);
    assert.deepEqual([found?.kind, found?.negated], ['declined', false], text);
  }
});

test('state bodies and offices without a country are of the country of the date line', () => {
  const text = `DAKAR, Feb 3, 2033 (Reuters) - The foreign minister said on Thursday that no decision had been taken.

The army's chief of staff, General Moussa Fall, said he had no orders. Interior Minister Awa Diop said she would wait.`;
  const found = extractStatements(text, { members: [{ name: 'Senegal' }] });
  assert.deepEqual(
    found.map(({ member }) => member),
    ['Senegal', 'Senegal', 'Senegal'],
  );
});

test('an article in a surname is the same with a capital and without', () => {
  const text = `"These reports are baseless," Interior Minister Samir al-Rifai said. Al-Rifai told reporters that he would resign.`;
  assert.deepEqual(
    extractStatements(text).map(({ speaker }) => speaker?.name),
    ['Samir al-Rifai', 'Samir al-Rifai'],
  );
});

test('a complaint after the comma, a medium that is no content, and a clause in which another answers', () => {
  assert.deepEqual(
    read("Less than a third has arrived, Qatar's aid minister, Hamad al-Sulaiti, complained on Monday."),
    [["Qatar's aid minister, Hamad al-Sulaiti,", 'complained', 'Less than a third has arrived']],
  );
  const [[, , written] = ['', '', '']] = read(
    '"Half of the patrols are ours already," Kaja Lepik wrote on social media.',
  );
  assert.equal(written, '"Half of the patrols are ours already,"');
  const [[, , warned] = ['', '', '']] = read(
    'The report warns that the group could return within months, and a detective who asked not to be named called the claim premature.',
  );
  assert.equal(warned, 'that the group could return within months');
});

test('who heads a body of a country, or is sent by it, speaks for it', () => {
  const text =
    'The head of the Icelandic Coast Guard, Einar Ulfsson, said that the boats were back. The Swedish delegate said that he agreed.';
  const found = extractStatements(text, { members: [{ name: 'Iceland' }, { name: 'Sweden' }] });
  assert.deepEqual(
    found.map(({ member }) => member),
    ['Iceland', 'Sweden'],
  );
});
