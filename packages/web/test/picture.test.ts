import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { extractText } from 'unpdf';
import { noBrowser } from './browser.ts';
import { notBuilt } from './sample-node.ts';
import { sampleVisits } from './sample-visits.ts';

describe('the picture and its briefs', { skip: noBrowser ?? notBuilt }, () => {
  const { as } = sampleVisits();

  test('the slider moves the first page, and says by which reading', async () => {
    const { context, page, complaints } = await as('liaison@nato.example');
    await page.goto('/');
    const slider = page.getByRole('slider');
    await slider.fill('0');
    await page.getByRole('button', { name: 'Back to today' }).waitFor();
    const known = page.waitForRequest((request) => /\/api\/picture\?.*known=/.test(request.url()));
    await page.getByRole('radio', { name: 'From what was known then' }).check();
    await known;
    await page.getByText('No claims had been put by then.').waitFor();
    // The brief is of the day that is looked at, and of what was known then.
    await page.getByRole('link', { name: 'Brief of this day' }).click();
    await page.waitForURL((url) => url.searchParams.get('known') === url.searchParams.get('asOf'));
    await page.getByText(/^As of \d+ \w+ 201\d, from what was known by/).waitFor();
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test('the map shows what is chosen, and the keyboard goes from mark to mark and opens one', async () => {
    const { context, page, complaints } = await as('liaison@nato.example');
    await page.goto('/');
    const map = (name: RegExp) => page.getByRole('group', { name });
    await map(/members on the map/).waitFor();
    await page.getByRole('radio', { name: 'Connections' }).check();
    await map(/connections on the map/).waitFor();
    await page.getByText('a member contributes in a place').waitFor();
    assert.equal(await map(/members on the map/).count(), 0);
    await page.getByRole('radio', { name: 'Forces' }).check();
    const forces = map(/Forces in \d+ places on the map, counted in troops/);
    // One stop for the keyboard, from west to east; what a mark says stands below the map.
    const stop = forces.locator('a[tabindex="0"]');
    await stop.focus();
    await page.keyboard.press('End');
    const focused = forces.locator('a:focus');
    assert.match((await focused.getAttribute('aria-label')) ?? '', /^Afghanistan: [\d,]+ troops/);
    await page.locator('p', { hasText: /^Afghanistan: / }).waitFor();
    assert.equal(await stop.count(), 1);
    await page.keyboard.press('ArrowLeft');
    const before = (await focused.getAttribute('aria-label')) ?? '';
    assert.doesNotMatch(before, /^Afghanistan/);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('place') === before.split(':')[0]);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test('every printed page of a brief carries its terms, above and below', async () => {
    const { context, page, complaints } = await as('analyst@us.example');
    await page.goto('/brief?about=member&of=United%20States&asOf=2019-03-01');
    await page.getByRole('heading', { level: 1, name: 'United States' }).waitFor();
    const { text } = await extractText(new Uint8Array(await page.pdf({ format: 'A4' })), { mergePages: false });
    assert.ok(text.length > 2, `${text.length} pages`);
    for (const each of text)
      assert.equal(each.match(/TLP:AMBER · United States alone/g)?.length, 2, each.slice(0, 200));
    assert.deepEqual(complaints, []);
    await context.close();
  });
});
