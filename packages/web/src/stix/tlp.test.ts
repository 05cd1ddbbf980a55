import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tlpAppearance, tlpLevels, tlpName } from './tlp.ts';

test('labels and colours are those of TLP 2.0', () => {
  assert.deepEqual(
    tlpLevels.map((level) => [tlpAppearance(level).label, tlpAppearance(level).colour]),
    [
      ['TLP:CLEAR', '#FFFFFF'],
      ['TLP:GREEN', '#33FF00'],
      ['TLP:AMBER', '#FFC000'],
      ['TLP:AMBER+STRICT', '#FFC000'],
      ['TLP:RED', '#FF2B2B'],
    ],
  );
});

test('what carries no level is called unmarked', () => {
  assert.equal(tlpName('none'), 'Unmarked');
  assert.equal(tlpName('amber+strict'), 'TLP:AMBER+STRICT');
});
