import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tlpAppearance, tlpLevels, tlpName, tlpOfMarking } from './tlp.ts';

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

test('the markings of the standard stand for their levels, and no others', () => {
  assert.equal(tlpOfMarking('marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003'), 'amber+strict');
  assert.equal(tlpOfMarking('marking-definition--00000000-0000-4000-8000-000000000000'), undefined);
});
