import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { entente, newCoalition, temporaryFolder } from './entente.ts';

test('brief: Markdown on stdout, PDF in a file, and refusals that say why', { timeout: 60_000 }, async () => {
  using folder = temporaryFolder();
  const { data } = await newCoalition(folder.path);
  const brief = await entente(['brief', 'member', 'France', '--data', data]);
  assert.equal(brief.code, 0, brief.stderr);
  assert.match(brief.stdout, /^\*\*TLP:[A-Z]+ · .+\n\n# France\n/);
  const file = join(folder.path, 'day.pdf');
  const pdf = await entente(['brief', 'day', '2019-02-06', '--format', 'pdf', '-o', file, '--data', data]);
  assert.equal(pdf.code, 0, pdf.stderr);
  assert.equal(readFileSync(file).subarray(0, 5).toString(), '%PDF-');
  const whatIf = ['brief', 'what-if', '--without', 'member=France', '--or', 'place=Syria', '--or', 'place=Iraq'];
  const withheld = await entente([...whatIf, '--data', data]);
  assert.equal(withheld.code, 0, withheld.stderr);
  assert.match(withheld.stdout, /\n# What if: without France \/ without Syria, Iraq\n/);
  for (const wrong of [['what-if'], ['what-if', '--without', 'planet=Mars'], ['day', '--without', 'place=Syria']]) {
    assert.equal((await entente(['brief', ...wrong, '--data', data])).code, 2, wrong.join(' '));
  }
  assert.equal((await entente(['brief', 'claim', 'claim--x', '--data', data])).code, 1);
  assert.equal((await entente(['brief', 'planet', 'Mars', '--data', data])).code, 2);
});
