import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { noBrowser } from './browser.ts';
import { notBuilt, samplePassword } from './sample-node.ts';
import { sampleVisits } from './sample-visits.ts';

const override = '\u202e';
const hostileTitle = `<img src=x onerror="document.title='owned'"> invoice ${override}gpj.exe`;

/** It says, as soon as that is known, how many will get it. */
const publishButton = /^Publish( to \d+ of \d+ members)?$/;

async function textOf(locator: Locator): Promise<string> {
  return (await locator.textContent()) ?? '';
}

describe('a day with the application', { skip: noBrowser ?? notBuilt }, () => {
  const { as, nobody } = sampleVisits();

  test('a click on an account of the sample signs in, and members see different pictures', async () => {
    const totals: string[] = [];
    for (const member of ['France', 'INTERPOL']) {
      const { context, page, complaints } = await nobody();
      await page.goto('/browse');
      await page.getByRole('button', { name: new RegExp(`^${member}`) }).click();
      await page.waitForURL((address) => address.pathname === '/browse');
      totals.push(await textOf(page.getByText(/^\d+ objects$/)));
      assert.deepEqual(complaints, []);
      await context.close();
    }
    assert.equal(new Set(totals).size, 2);
  });

  test('a wrong password is refused in words, and the right one leads to the first page', async () => {
    const { context, page } = await nobody();
    await page.goto('/sign-in');
    await page.getByLabel('E-mail address').fill('analyst@us.example');
    await page.getByLabel('Password').fill('not the password at all');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    assert.ok((await textOf(page.getByRole('alert'))).length > 0);
    await page.getByLabel('Password').fill(samplePassword);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page
      .getByRole('main')
      .getByRole('heading', { level: 1, name: /new for you/i })
      .waitFor();
    await context.close();
  });

  test('terms come first, refusals stand beside their field, and only the named see what is published', async () => {
    const france = await as('analyst@fr.example');
    const { page } = france;
    await page.goto('/publish?type=indicator');
    await page.getByText('Terms first').waitFor();
    assert.equal(await page.getByLabel(/^Pattern/).count(), 0);
    await page.getByLabel(/^Collection/).selectOption({ label: 'Situation' });
    await page.getByRole('radio', { name: /^TLP:AMBER The/ }).check();
    const find = page.getByLabel('Find in Release to');
    await find.fill('ira');
    await find.press('ArrowDown');
    await page.keyboard.press('Space');
    assert.ok(await page.getByRole('checkbox', { name: /^Iraq/ }).isChecked());
    await find.fill('');
    await find.press('Tab');
    await page.keyboard.press('Tab');
    const isPast = () => document.activeElement?.matches(':not([type=checkbox])');
    assert.ok(await page.evaluate(isPast), 'a list of eighty names is one stop of Tab');
    await page.getByText(/Goes to you, and to Iraq/).waitFor();

    await page.getByLabel(/^Title/).fill(hostileTitle);
    await page.getByLabel(/^Pattern/).fill('[domain-name:value = ');
    await page.getByRole('button', { name: publishButton }).click();
    const pattern = page.getByLabel(/^Pattern/);
    await page.locator('textarea[aria-invalid="true"]').waitFor();
    const described = (await pattern.getAttribute('aria-describedby')) ?? '';
    const reason = await textOf(page.locator(`[id="${described.split(' ').at(-1)}"]`));
    assert.match(reason, /pattern/i);

    await pattern.fill("[domain-name:value = 'shop.example']");
    await page.getByRole('button', { name: publishButton }).click();
    await page.waitForURL(/\/objects\/indicator--/);
    const title = await textOf(page.getByRole('heading', { level: 1, name: /invoice/ }));
    assert.ok(title.includes('<img src=x') && title.includes('U+202E') && !title.includes(override), title);
    assert.ok(!(await page.title()).includes(override));
    const path = new URL(page.url()).pathname;
    assert.deepEqual(france.complaints, []);
    await france.context.close();

    const iraq = await as('analyst@iq.example');
    await iraq.page.goto(path);
    await iraq.page.getByText('Released to you by France').waitFor();
    await iraq.context.close();

    const nato = await as('liaison@nato.example');
    await nato.page.goto(path);
    await nato.page.getByText('Nothing here that you may see').waitFor();
    await nato.context.close();
  });

  test('an edit makes a version, and shows what changed', async () => {
    const { context, page, complaints } = await as('analyst@fr.example');
    await page.goto('/publish?type=incident');
    await page.getByLabel(/^Collection/).selectOption({ label: 'Situation' });
    await page.getByRole('radio', { name: /^TLP:GREEN/ }).check();
    await page.getByLabel(/^Title/).fill('Convoy stopped at the border');
    await page.getByRole('button', { name: publishButton }).click();
    await page.waitForURL(/\/objects\/incident--/);
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByLabel(/^Title/).fill('Convoy turned back at the border');
    await page.getByRole('button', { name: /^Publish the new version/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Convoy turned back at the border' }).waitFor();
    await page.getByRole('tab', { name: /^Versions/ }).click();
    assert.equal(await textOf(page.locator('del').first()), 'stopped');
    assert.equal(await textOf(page.locator('ins').first()), 'turned back');
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test('a paragraph with terms of its own is struck out for the others, who get the rest', async () => {
    const france = await as('analyst@fr.example');
    const { page } = france;
    await page.goto('/publish?type=report');
    await page.getByLabel(/^Collection/).selectOption({ label: 'Situation' });
    await page.getByRole('radio', { name: /^TLP:GREEN/ }).check();
    await page.getByLabel(/^Title/).fill('Traffic at the crossing');
    await page.getByRole('textbox', { name: 'Text' }).fill('More lorries than last week.');
    await page.getByRole('button', { name: 'Add a paragraph' }).click();
    await page.getByRole('textbox', { name: 'Paragraph 1' }).fill('Two lorries of the customs broker.');
    await page.getByRole('button', { name: /^Terms of paragraph 1/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /^TLP:AMBER The/ }).check();
    await dialog.getByRole('group', { name: 'Only for' }).getByRole('checkbox', { name: 'Iraq', exact: true }).check();
    await dialog.getByRole('button', { name: 'Set these terms' }).click();

    await page.getByRole('radio', { name: /^Without paragraph 1/ }).check();
    assert.match(await textOf(page.locator('del')), /Two lorries/);
    await page.getByRole('button', { name: /^Publish to \d+ of \d+ members$/ }).click();
    await page.waitForURL(/\/objects\/report--/);
    const path = new URL(page.url()).pathname;
    await page.getByRole('tab', { name: 'Who has this' }).click();
    await page.getByRole('radio', { name: /^Without paragraph 1/ }).waitFor();
    await page.getByRole('button', { name: 'Why?' }).click();
    await page.getByRole('combobox', { name: 'Member' }).selectOption({ label: 'NATO' });
    await page.getByRole('combobox', { name: 'What of it' }).selectOption({ label: 'paragraph 1' });
    await page.getByText('paragraph 1: It is released to Iraq only.').waitFor();
    assert.deepEqual(france.complaints, []);
    await france.context.close();

    for (const [email, gets] of [
      ['analyst@iq.example', true],
      ['liaison@nato.example', false],
    ] as const) {
      const other = await as(email);
      await other.page.goto(path);
      await other.page.getByText('More lorries than last week.').waitFor();
      assert.equal((await other.page.getByText('Two lorries').count()) > 0, gets, email);
      assert.equal((await other.page.getByText('withholds a part of this').count()) > 0, !gets, email);
      assert.equal(await other.page.getByRole('tab', { name: 'Who has this' }).count(), 0);
      await other.context.close();
    }
  });

  test('search and filters stand in the address, the list is walked by keys, and a search is kept', async () => {
    const { context, page, complaints } = await as('analyst@us.example');
    await page.goto('/browse');
    await page.getByText(/^\d+ objects$/).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('troops');
    await page.waitForURL(/q=troops/);
    const types = page.getByRole('group', { name: 'Type' });
    await types.getByRole('button', { name: /^Show all/ }).click();
    await types.getByRole('checkbox', { name: /^Notes/ }).check();
    await page.waitForURL(/type=note/);
    await page.getByRole('button', { name: 'Save search' }).click();
    await page.getByLabel('Name').fill('Troops in notes');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('link', { name: /^Troops in notes/ }).waitFor();
    await page.getByRole('heading', { level: 1 }).click({ force: true });
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    const chosen = await textOf(page.locator('main [data-row-link]').first());
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/objects\/note--/);
    await page.getByRole('heading', { level: 1, name: chosen }).waitFor();
    await page.goBack();
    await page.waitForURL(/q=troops&type=note/);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test('a file is imported, with what was refused and why', async () => {
    const { context, page, complaints } = await as('analyst@us.example');
    await page.goto('/import');
    await page.getByLabel(/^Collection/).selectOption({ label: 'Situation' });
    const times = { created: '2019-02-06T00:00:00.000Z', modified: '2019-02-06T00:00:00.000Z' };
    const common = { spec_version: '2.1', ...times };
    const bundle = {
      type: 'bundle',
      id: 'bundle--5d0092c5-5f74-4287-9642-33f4c354e56d',
      objects: [
        { type: 'tool', id: 'tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f', ...common, name: 'Radio scanner' },
        { type: 'tool', id: 'tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd40', ...common },
      ],
    };
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'tools.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(bundle)) });
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('heading', { name: 'Result' }).waitFor();
    const result = await textOf(page.getByRole('region', { name: 'Result' }));
    assert.match(result, /Stored\s*1/);
    assert.match(result, /Refused\s*1/);
    assert.match(result, /tool--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd40/);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test('the palette finds objects and goes to pages', async () => {
    const { context, page, complaints } = await as('analyst@us.example');
    await page.goto('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Words, an id, or a page' }).fill('members');
    await page.getByRole('option', { name: 'Members', exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/members$/);
    assert.deepEqual(complaints, []);
    await context.close();
  });
});
