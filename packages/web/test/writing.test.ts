import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { noBrowser } from './browser.ts';
import { notBuilt } from './sample-node.ts';
import { sampleVisits } from './sample-visits.ts';

describe('writing', { skip: noBrowser ?? notBuilt }, () => {
  const { as } = sampleVisits();

  test('Enter in a field publishes nothing, and what was written is not left without a word', async () => {
    const { context, page, complaints } = await as('analyst@us.example');
    const published: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && new URL(request.url()).pathname === '/api/objects')
        published.push(request.url());
    });
    await page.goto('/publish?type=report');
    await page.getByLabel(/^Collection/).selectOption({ label: 'Situation' });
    await page.getByRole('radio', { name: /^TLP:GREEN/ }).check();
    await page.getByLabel(/^Title/).fill('Convoy on the road to the camp');
    await page.getByRole('button', { name: /^Publish to \d+ of/ }).waitFor();
    await page.getByLabel(/^Title/).press('Enter');
    await page.getByRole('searchbox', { name: 'Find in Release to' }).press('Enter');

    // What is found is taken with the keyboard, which goes on where it was.
    const about = page.getByLabel('It is about');
    await about.fill('Baghouz');
    await page.getByRole('list', { name: 'Found objects' }).getByRole('button').first().waitFor();
    await about.press('Enter');
    await page.getByRole('button', { name: /^Remove Baghouz/ }).waitFor();
    assert.ok(await about.evaluate((field) => field === document.activeElement));
    await about.fill('Manbij');
    await page.getByRole('list', { name: 'Found objects' }).getByRole('button').first().waitFor();
    await about.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page
      .getByRole('button', { name: /^Remove/ })
      .nth(1)
      .waitFor();
    assert.ok(await about.evaluate((field) => field === document.activeElement));

    await page.getByRole('link', { name: 'Members', exact: true }).first().click();
    const question = page.getByRole('dialog', { name: 'Leave this page?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    assert.equal(await page.getByLabel(/^Title/).inputValue(), 'Convoy on the road to the camp');
    await page.getByRole('button', { name: 'Another type' }).click();
    await page.getByRole('button', { name: /^Report/ }).click();
    assert.equal(await page.getByLabel(/^Title/).inputValue(), 'Convoy on the road to the camp');
    await page.getByRole('link', { name: 'Members', exact: true }).first().click();
    await question.getByRole('button', { name: 'Leave' }).click();
    await page.waitForURL(/\/members$/);
    assert.deepEqual(published, []);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test('a slip does not close a dialog in which something was written', async () => {
    const { context, page, complaints } = await as('analyst@us.example');
    await page.goto('/positions');
    await page.getByRole('button', { name: 'Claim', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'New claim' });
    await dialog.getByLabel(/^Claim/).fill('Troops should stay');
    await page.mouse.click(5, 5);
    await dialog.getByText(/^What you wrote would be lost/).waitFor();
    await dialog.getByLabel(/^Claim/).fill('Troops should stay until June');
    await page.keyboard.press('Escape');
    await dialog.getByText(/^What you wrote would be lost/).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.deepEqual(complaints, []);
    await context.close();
  });
});
