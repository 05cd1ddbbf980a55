import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import type { JsonObject } from '@entente/stix';
import type { Page } from 'playwright-core';
import { problemsHere } from './axe.ts';
import { noBrowser, type Visitor } from './browser.ts';
import { notBuilt } from './sample-node.ts';
import { sampleVisits } from './sample-visits.ts';

const green = 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb';
/** Terms that nobody can read close. */
const unknown = `marking-definition--${randomUUID()}`;
const secret = 'The quexalite convoy leaves the zorvane depot at four.';

describe('what is taken back while somebody looks at it', { skip: noBrowser ?? notBuilt }, () => {
  const { node, as } = sampleVisits();
  const memberOf = (name: string) => {
    const found = node().core.members.find(name);
    assert.ok(found, name);
    return found;
  };
  const viewer = () => node().core.localViewer(memberOf('United States').member);

  async function publish(wanted: JsonObject): Promise<string> {
    const [collection] = node()
      .core.collections.all()
      .filter(({ unmarked }) => unmarked !== undefined);
    assert.ok(collection);
    const value: JsonObject = {
      type: 'note',
      spec_version: '2.1',
      id: `note--${randomUUID()}`,
      created_by_ref: memberOf('United States').identity,
      created: '2026-01-02T00:00:00.000Z',
      modified: '2026-01-02T00:00:00.000Z',
      abstract: 'Quexalite convoy',
      content: secret,
      object_refs: [memberOf('United States').identity],
      object_marking_refs: [green],
      ...wanted,
    };
    const bytes = Buffer.from(JSON.stringify(value));
    const [outcome] = await node().core.service.add(viewer(), collection, [{ bytes, value }]);
    assert.equal(outcome?.state, 'stored', JSON.stringify(outcome));
    return String(value.id);
  }
  const recall = (object: string) =>
    node().core.recall.recallService.order(viewer(), { object, reason: 'Wrong source' });
  const asFrance = (): Promise<Visitor> => as('analyst@fr.example');
  const holdsSecret = async (page: Page) => ((await page.locator('body').textContent()) ?? '').includes('quexalite');

  test('the page of a recalled object empties itself and says by whom and why; what was loaded before is forgotten', async () => {
    const id = await publish({});
    const visitor = await asFrance();
    const { page } = visitor;
    await page.goto(`/objects/${id}`);
    await page.getByText(secret).first().waitFor();
    const other = await visitor.context.newPage();
    await other.goto('/browse?q=quexalite');
    await other.getByText('Quexalite convoy').first().waitFor();
    await other.getByText('Quexalite convoy').first().click();
    await other.getByText(secret).first().waitFor();
    await other.getByRole('link', { name: 'Browse', exact: true }).click();
    await other.getByRole('heading', { level: 1, name: /Browse/ }).waitFor();

    await recall(id);
    await page.getByText('Recalled by its owner').waitFor();
    await page.getByText('United States took this back').waitFor();
    await page.getByText('Wrong source').waitFor();
    assert.equal(await holdsSecret(page), false);
    assert.deepEqual(await problemsHere(visitor, 'a recalled object'), []);

    await other.getByText('Quexalite convoy').first().waitFor({ state: 'detached' });
    // Without the node there is only what the browser has kept.
    await other.route('**/api/objects/**', (route) => route.abort());
    await other.goBack();
    await other.getByRole('button', { name: 'Try again' }).waitFor();
    assert.equal(await holdsSecret(other), false);
    await visitor.context.close();
  });

  test('what is narrowed goes from an open page without a word, for there is still something there', async () => {
    const id = await publish({ content: `${secret} Or five.` });
    const visitor = await asFrance();
    const { page } = visitor;
    await page.goto(`/objects/${id}`);
    await page.getByText('Or five.').first().waitFor();
    await publish({ id, modified: '2026-02-02T00:00:00.000Z', object_marking_refs: [unknown] });
    await page.getByText('Nothing here that you may see').waitFor();
    assert.equal(await holdsSecret(page), false);
    assert.equal(await page.getByText('Recalled').count(), 0);
    await visitor.context.close();
  });

  test('where the node cannot be asked any more whether it is still there, it leaves the page too', async () => {
    const id = await publish({ content: `${secret} Or six.` });
    const visitor = await asFrance();
    const { page } = visitor;
    await page.goto(`/objects/${id}`);
    await page.getByText('Or six.').first().waitFor();
    await page.route('**/api/objects/**', (route) => route.abort());
    await recall(id);
    await page.getByText('Or six.').first().waitFor({ state: 'detached' });
    assert.equal(await holdsSecret(page), false);
    await visitor.context.close();
  });

  test('“Who has this” leads to what was taken back of it and who has confirmed that', async () => {
    const id = await publish({ content: 'First.' });
    await publish({ id, modified: '2026-02-02T00:00:00.000Z', content: 'Second.' });
    const { recallService } = node().core.recall;
    await recallService.order(viewer(), { object: id, version: '2026-01-02T00:00:00.000Z', reason: 'Wrong number' });
    const visitor = await as('analyst@us.example');
    const { page } = visitor;
    await page.goto(`/objects/${id}?tab=holders`);
    const taken = page.getByRole('listitem').filter({ hasText: 'One version, from everybody' });
    await taken.getByText('Confirmed').waitFor();
    assert.deepEqual(await problemsHere(visitor, 'who has what was taken back in part'), []);
    await taken.getByRole('link').click();
    await page.getByText('Wrong number').waitFor();
    await visitor.context.close();
  });
});
