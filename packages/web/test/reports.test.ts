import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { modelReport } from '../../server/src/reports/test-report.ts';
import { problemsOf } from './axe.ts';
import { noBrowser } from './browser.ts';
import { notBuilt } from './sample-node.ts';
import { sampleVisits } from './sample-visits.ts';

describe('a text, from paste to statements', { skip: noBrowser ?? notBuilt }, () => {
  const { as } = sampleVisits();

  const decided = async (page: Page) => page.getByText(/\d+ of \d+ decided/).textContent();

  test('what it says about itself is recognised, and keys confirm what it says in well under a minute', async () => {
    const visitor = await as('analyst@us.example');
    const { page, complaints } = visitor;
    await page.goto('/reports/add');
    await page.getByLabel('Paste it here').fill(modelReport);
    await page.getByLabel('Headline').waitFor();
    assert.equal(await page.getByLabel('Publisher').inputValue(), 'TVR');
    assert.equal(await page.getByLabel('Byline').inputValue(), 'Anna Koval');
    assert.equal(await page.getByLabel('Dated').inputValue(), '2020-03-03');
    await page.getByLabel('Collection').selectOption({ label: 'Situation' });
    await page.getByRole('radio', { name: /TLP:GREEN/ }).check();
    await page.getByRole('button', { name: 'Bring it in' }).click();
    await page.getByRole('heading', { name: /Partners press Ruritania/ }).waitFor();
    await page.getByText(/0 of \d+ decided/).waitFor();
    for (const path of ['/reports', '/reports/add', new URL(page.url()).pathname]) {
      assert.deepEqual(await problemsOf(visitor, path), []);
    }
    await page.getByText(/0 of \d+ decided/).waitFor();

    const started = performance.now();
    const total = Number(/of (\d+)/.exec((await decided(page)) ?? '')?.[1]);
    assert.ok(total >= 5, `${total} proposals`);
    await page.keyboard.press('r');
    for (let left = total - 1; left > 0; left -= 1) await page.keyboard.press('a');
    await page.getByText('Done', { exact: true }).waitFor();
    assert.equal(await decided(page), `${total} of ${total} decided`);
    assert.ok(performance.now() - started < 30_000);
    await page.reload();
    await page.getByText(`${total} of ${total} decided`).waitFor();
    await page.getByRole('link', { name: 'where they stand', exact: true }).waitFor();

    await page.keyboard.press('k');
    await page.getByRole('button', { name: 'Decide again' }).click();
    await page.getByText(`${total - 1} of ${total} decided`).waitFor();
    await page.keyboard.press('c');
    await page.getByLabel('Who said it').fill('Somebody else');
    await page.getByLabel('How').selectOption('denied');
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('Somebody else').first().waitFor();
    await page.getByText(`${total} of ${total} decided`).waitFor();
    assert.deepEqual(complaints, []);
  });

  test('what was overlooked is added by selecting it, and undone', async () => {
    const { page } = await as('analyst@us.example');
    await page.goto('/reports');
    await page.getByRole('link', { name: /Partners press Ruritania/ }).click();
    await page.getByText(/\d+ of \d+ decided/).waitFor();
    await page.getByText('The donors of the Sarkova dam', { exact: false }).first().click({ clickCount: 3 });
    await page.keyboard.press('n');
    await page.getByRole('dialog').getByText('amid conflicting signals', { exact: false }).waitFor();
    await page.getByLabel('Who said it').fill('The reporter');
    await page.getByRole('button', { name: 'Confirm' }).click();
    const added = page.getByRole('button', { name: /The reporter/ }).first();
    await added.waitFor();
    await page.getByText('Storing …').waitFor({ state: 'detached' });
    await page.keyboard.press('u');
    await added.waitFor({ state: 'detached' });
  });

  test('another member reads it on a phone, in the dark, with who says what', async () => {
    const visitor = await as('analyst@fr.example', { theme: 'dark', width: 390, height: 844 });
    const { page, complaints } = visitor;
    assert.deepEqual(await problemsOf(visitor, '/reports'), []);
    await page.getByRole('link', { name: /Partners press Ruritania/ }).click();
    await page.getByRole('region', { name: 'What is said here' }).waitFor();
    assert.deepEqual(await problemsOf(visitor, new URL(page.url()).pathname), []);
    await page.getByText('could return', { exact: false }).first().click();
    await page.getByRole('region', { name: 'What is said here' }).getByText('Pavel Hentz').waitFor();
    assert.deepEqual(complaints, []);
  });
});
