import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Node } from '@entente/server';
import type { Browser } from 'playwright-core';
import { problemsHere, problemsOf } from './axe.ts';
import { launchBrowser, noBrowser, visit } from './browser.ts';
import { firstAdmin, notBuilt, samplePassword, startEmptyNode } from './sample-node.ts';

describe('a coalition that has just been made', { skip: noBrowser ?? notBuilt }, () => {
  const opened = new AsyncDisposableStack();
  let node: Node;
  let browser: Browser;
  before(async () => {
    node = opened.use(await startEmptyNode());
    browser = await launchBrowser();
    opened.defer(() => browser.close());
  });
  after(() => opened.disposeAsync());

  test('whoever comes for the first time is asked to sign in, and not told that anything ended', async () => {
    const { context, page, complaints } = await visit(browser, node.url);
    await page.goto('/commitments');
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    assert.equal(await page.getByText('session has ended').count(), 0);
    await page.getByLabel('E-mail address').fill(firstAdmin);
    await page.getByLabel('Password').fill(samplePassword);
    await page.keyboard.press('Enter');
    // Where he wanted to go, though he was stopped on the way.
    await page.getByRole('heading', { level: 1, name: 'Commitments' }).waitFor();
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test('its first page says what to do, and what is done', async () => {
    const who = await visit(browser, node.url, {
      email: firstAdmin,
      password: samplePassword,
      theme: 'dark',
      width: 390,
      height: 844,
    });
    const { context, page } = who;
    const problems = await problemsOf(who, '/');
    const steps = page.getByRole('region', { name: 'First steps' });
    assert.equal(await steps.getByText('Done:').count(), 0);
    await steps.getByRole('link', { name: 'Make a collection' }).click();
    await page.getByRole('heading', { level: 1, name: 'Collections' }).waitFor();
    const made = await page.request.post('/api/collections', {
      headers: { origin: node.url },
      data: { title: 'Reports', alias: 'reports', readers: 'all', writers: 'all' },
    });
    assert.equal(made.status(), 201, await made.text());
    await page.goto('/');
    await steps.getByText('Done:').waitFor();

    // A file is said to reach no further than was chosen, before it is sent.
    await page.goto('/import');
    await page.getByLabel(/^Collection/).selectOption({ label: 'Reports' });
    await page.getByText(/for nobody by name, goes to every member/).waitFor();
    problems.push(...(await problemsHere(who, '/import with a collection')));
    for (const path of ['/publish', '/commitments']) {
      problems.push(...(await problemsOf(who, path)));
    }
    assert.deepEqual(problems, []);
    await context.close();
  });
});
