import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { problemsHere } from './axe.ts';
import { noBrowser } from './browser.ts';
import { cuttableWay } from './cuttable-way.ts';
import { notBuilt, samplePassword } from './sample-node.ts';
import { sampleVisits } from './sample-visits.ts';

const says = (page: Page) => page.getByRole('alert').filter({ hasText: 'The node cannot be reached.' }).first();

describe('a node that cannot be reached', { skip: noBrowser ?? notBuilt }, () => {
  const { url, as } = sampleVisits();

  test('an open page says so at once, another one too, and both go on by themselves when it is back', async () => {
    await using way = await cuttableWay(url());
    const visitor = await as('analyst@us.example', { url: way.url });
    const { page } = visitor;
    await page.goto('/');
    await page.getByRole('navigation').getByRole('link', { name: 'Commitments', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Commitments' }).waitFor();
    await way.cut();
    await says(page).waitFor();
    const problems = await problemsHere(visitor, 'a page without its node');

    // Neither the script of this page nor what it shows was ever asked for.
    await page.getByRole('navigation').getByRole('link', { name: 'Requests', exact: true }).click();
    await page.getByText('This page did not come.').waitFor();
    await way.mend();
    await page.getByRole('heading', { level: 1, name: 'Requests' }).waitFor();
    await says(page).waitFor({ state: 'detached' });
    assert.equal(await page.getByText('This page did not come.').count(), 0);
    // The browser itself reports each request that failed.
    const complaints = problems.filter((problem) => !/ERR_|Failed to (fetch|load)/.test(problem));
    assert.deepEqual(complaints, []);
    await visitor.context.close();
  });

  test('who is disabled loses what is open before him, and is told that his session has ended', async () => {
    const { context, page } = await as('officer@police.example', { width: 390, height: 844 });
    await page.goto('/');
    await page
      .getByRole('navigation')
      .getByRole('link', { name: /^Leads/ })
      .click();
    await page.getByText('Fingerprints of detainees').first().waitFor();
    const headers = {
      authorization: `Basic ${Buffer.from(`secretariat@coalition.example:${samplePassword}`).toString('base64')}`,
      'content-type': 'application/json',
    };
    const answer = await fetch(`${url()}/api/accounts`, { headers });
    const { accounts } = (await answer.json()) as { accounts: { id: string; email: string }[] };
    const { id } = accounts.find(({ email }) => email.startsWith('officer@')) ?? {};
    await fetch(`${url()}/api/accounts/${id}`, { method: 'PATCH', headers, body: '{"disabled":true}' });
    // Nobody touches the page.
    await page.getByText('Your session has ended.').waitFor();
    assert.equal(await page.getByText('Fingerprints of detainees').count(), 0);
    await context.close();
  });

  test('who presses Ctrl K and types on at once loses no letter, however long the palette takes', async () => {
    const { context, page } = await as('analyst@us.example');
    await page.goto('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/assets/command-palette-*', async (route) => {
      await held;
      await route.continue();
    });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('memx');
    await page.keyboard.press('Backspace');
    release();
    const field = page.getByRole('combobox', { name: 'Words, an id, or a page' });
    await field.waitFor();
    await page.keyboard.type('bers');
    assert.equal(await field.inputValue(), 'members');
    await page.getByRole('option', { name: 'Members', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('briefs');
    assert.equal(await field.inputValue(), 'briefs');
    await context.close();
  });
});
