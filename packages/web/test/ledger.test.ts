import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { problemsHere, problemsOf } from './axe.ts';
import { noBrowser } from './browser.ts';
import { notBuilt } from './sample-node.ts';
import { sampleVisits } from './sample-visits.ts';

const table = `name,kind,by,place,event,value,unit,said
Danish trainers,training,Denmark,Iraq,pledged,180,trainers,2019-02-05
Lunar trainers,training,Atlantis,Moon,pledged,5,trainers,2019-02-05
Dutch trainers,training,Netherlands,Iraq,pledged,many,trainers,2019-02-05
`;

describe('the ledger in the browser', { skip: noBrowser ?? notBuilt }, () => {
  const { as } = sampleVisits();

  /** Chooses for whom it is, which comes before anything else. */
  async function release(page: Page): Promise<Locator> {
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^Collection/).selectOption({ label: 'Situation' });
    await dialog.getByRole('radio', { name: /TLP:GREEN/ }).check();
    await dialog.getByRole('button', { name: 'Next' }).click();
    return dialog;
  }

  test('a commitment is recorded, and what became of it by another source', async () => {
    const { context, page, complaints } = await as('analyst@us.example');
    await page.goto('/commitments');
    await page.getByRole('button', { name: 'Record a commitment' }).click();
    await page
      .getByRole('dialog')
      .getByLabel(/^Collection/)
      .waitFor();
    assert.equal(await page.getByLabel('Who commits itself').isVisible(), false, 'terms come first');
    await page.waitForFunction(() => document.activeElement?.closest('[role=dialog]') != null);
    const dialog = await release(page);
    await dialog.getByLabel('Name', { exact: false }).first().fill('Mine clearance near Raqqa');
    await dialog.getByLabel('Who commits itself').selectOption({ label: 'United States' });
    await dialog.getByLabel('To what').fill('funding');
    await dialog.getByLabel('Place', { exact: true }).fill('Syria');
    await dialog.getByRole('combobox', { name: /^What happened/ }).selectOption({ label: 'Pledged' });
    await dialog.getByLabel('Counted in').selectOption({ label: 'Money' });
    await dialog.getByLabel('How sure').selectOption({ label: 'about' });
    await dialog.getByLabel(/^Number/).fill('100');
    await dialog.getByLabel(/^Currency/).fill('EUR');
    await dialog.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText('It is recorded.').waitFor();
    await page.getByRole('link', { name: 'Mine clearance near Raqqa' }).first().click();
    await page.getByText('EUR 100 (90 to 110)').first().waitFor();

    await page.getByRole('button', { name: 'Record what became of it' }).click();
    await release(page);
    await dialog.getByRole('combobox', { name: /^What happened/ }).selectOption({ label: 'Paid out' });
    await dialog.getByLabel('Counted in').selectOption({ label: 'A share' });
    await dialog.getByLabel('Number, per cent').fill('25');
    await dialog.getByLabel('Who says so').fill('A newspaper');
    await dialog.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText('25% of what is promised').waitFor();
    await page.getByText('EUR 25 (22.5 to 27.5)').first().waitFor();
    await page.getByText('A newspaper').first().waitFor();

    await page.goto('/commitments?place=Syria');
    await page.getByText('State a rate').click();
    await page.getByLabel('One').fill('EUR');
    await page.getByLabel('is', { exact: true }).fill('1.2');
    await page.getByLabel('of', { exact: true }).fill('USD');
    await page.getByLabel('on', { exact: true }).fill('2019-02-01');
    await page.getByRole('button', { name: 'State it' }).click();
    await page.getByText('EUR 100 (90 to 110), at 1.2 of 2019-02-01').first().waitFor({ state: 'attached' });
    await page.getByRole('button', { name: '1 EUR = 1.2 USD on 2019-02-01' }).waitFor();
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test('an expectation is recorded in words, and settled', async () => {
    const { context, page, complaints } = await as('analyst@us.example');
    await page.goto('/expectations');
    await page.getByRole('button', { name: 'Record an expectation' }).click();
    const dialog = await release(page);
    await dialog.getByLabel('What is expected').fill('A word on the safe zone');
    await dialog.getByLabel('Who announced it').fill('A spokesman');
    await dialog.getByLabel('Said on').fill('2019-02-06');
    await dialog.getByLabel('When, in words').fill('sometime probably next week');
    await dialog.getByText('11 Feb 2019 to 17 Feb 2019, probable').waitFor();
    await dialog.getByRole('button', { name: 'Record', exact: true }).click();
    const card = page.getByRole('article').filter({ hasText: 'A word on the safe zone' });
    await card.getByText('lapsed').first().waitFor();
    await card.getByRole('button', { name: 'Say what became of it' }).click();
    await release(page);
    await dialog.getByRole('radio', { name: /^Met/ }).check();
    await dialog.getByLabel(/^On/).fill('2019-02-15');
    await dialog.getByRole('button', { name: 'Settle it' }).click();
    await card.getByText('met', { exact: false }).first().waitFor();
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test('a condition is recorded, and answered', async () => {
    const { context, page, complaints } = await as('analyst@us.example');
    await page.goto('/conditions');
    await page.getByRole('button', { name: 'Record a condition' }).click();
    const dialog = await release(page);
    await dialog.getByLabel(/^Condition/).fill('Prisoners are taken home first');
    const asked = dialog.getByRole('group', { name: 'Who must agree' });
    await asked.getByRole('searchbox').fill('France');
    await asked.getByRole('checkbox', { name: 'France' }).check();
    await dialog.getByRole('button', { name: 'Record', exact: true }).click();
    const card = page.getByRole('article').filter({ hasText: 'Prisoners are taken home first' });
    await card.getByRole('button', { name: 'Record an answer' }).click();
    await release(page);
    await dialog.getByLabel('Who answered').selectOption({ label: 'France' });
    await dialog.getByLabel('Answer', { exact: false }).last().selectOption({ label: 'refused' });
    await dialog.getByRole('button', { name: 'Record', exact: true }).click();
    await card.getByText('refused').first().waitFor();
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test('a table is previewed row by row, with what is refused and why, and then recorded', async () => {
    const { context, page, complaints } = await as('analyst@us.example');
    await page.goto('/commitments');
    await page.getByRole('button', { name: 'Bring in a table' }).click();
    const dialog = await release(page);
    const file = { name: 'pledges.csv', mimeType: 'text/csv', buffer: Buffer.from(table) };
    await dialog.locator('input[type=file]').setInputFiles(file);
    await dialog.getByText('1 new, 0 events of what is known, 0 unchanged, 2 refused').waitFor();
    await dialog.getByText(/Atlantis/).waitFor();
    await dialog.getByText(/Columns: \d+ of/).click();
    await dialog.getByLabel('place').selectOption({ label: 'not in the file' });
    await dialog.getByText('1 new, 0 events of what is known, 0 unchanged, 2 refused').waitFor();
    await dialog.getByRole('button', { name: 'Record what is not refused' }).click();
    await page.getByText(/^1 commitments? and 0 events/).waitFor();
    await page.getByRole('link', { name: 'Danish trainers' }).first().waitFor();
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test('who may record nothing is offered nothing', async () => {
    const { context, page } = await as('auditor@coalition.example');
    for (const path of ['/commitments', '/expectations', '/conditions']) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      assert.equal(await page.getByRole('button', { name: /^(Record|Bring|Say)/ }).count(), 0, path);
    }
    await context.close();
  });

  for (const [theme, width] of [
    ['light', 1440],
    ['dark', 390],
  ] as const) {
    test(`its pages and forms are accessible, ${theme} at ${width}`, async () => {
      const visitor = await as('analyst@us.example', { theme, width });
      const { page } = visitor;
      const problems: string[] = [];
      const forms = [
        ['/commitments', 'Record a commitment'],
        ['/commitments', 'Bring in a table'],
        ['/expectations', 'Record an expectation'],
        ['/conditions', 'Record a condition'],
      ] as const;
      for (const [path, button] of forms) {
        problems.push(...(await problemsOf(visitor, path)));
        await page.getByRole('button', { name: button }).click();
        await page
          .getByRole('dialog')
          .getByLabel(/^Collection/)
          .waitFor();
        problems.push(...(await problemsHere(visitor, `${button}: terms`)));
        await release(page);
        problems.push(...(await problemsHere(visitor, button)));
      }
      problems.push(...(await problemsOf(visitor, '/what-if')));
      await visitor.context.close();
      assert.deepEqual(problems, []);
    });
  }
});
