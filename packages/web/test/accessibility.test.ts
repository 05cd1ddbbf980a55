import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import type { Node } from '@entente/server';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, noBrowser, type Visitor, visit } from './browser.ts';
import { notBuilt, samplePassword, startSampleNode } from './sample-node.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  rule: string;
  nodes: string[];
}

/** What axe finds against WCAG 2.2 AA and good practice. Run in an isolated world, since the page's policy stays on. */
async function findings(page: Page): Promise<Finding[]> {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
  await session.send('Runtime.evaluate', { expression: axe, contextId: executionContextId });
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => JSON.stringify(
      violations.map(({ id, nodes }) => ({ rule: id, nodes: nodes.slice(0, 5).map((node) => node.html.slice(0, 200)) }))))`,
    awaitPromise: true,
    contextId: executionContextId,
  });
  await session.detach();
  return JSON.parse(String(result.value)) as Finding[];
}

/** Waits until nothing is loading any more. */
async function settle(page: Page): Promise<void> {
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  await page.waitForLoadState('load');
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
}

async function newestOf(page: Page, type: string): Promise<string> {
  const response = await page.request.get(`/api/objects?limit=1&type=${type}`);
  const { objects } = (await response.json()) as { objects: { id: string }[] };
  const [object] = objects;
  assert.ok(object, `the sample has a ${type}`);
  return `/objects/${object.id}`;
}

describe('every page is accessible', { skip: noBrowser ?? notBuilt }, () => {
  const opened = new AsyncDisposableStack();
  let node: Node;
  let browser: Browser;
  before(async () => {
    node = opened.use(await startSampleNode());
    browser = await launchBrowser();
    opened.defer(() => browser.close());
  });
  after(() => opened.disposeAsync());

  /** Everything wrong with a page, in words; all pages are looked at before a test fails. */
  async function problemsOf({ page, complaints }: Visitor, path: string): Promise<string[]> {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
    await settle(page);
    const found = (await findings(page)).map(({ rule, nodes }) => `${path}: ${rule}: ${nodes.join(' | ')}`);
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (sideways > 0) found.push(`${path} scrolls sideways by ${sideways}px`);
    return [...found, ...complaints.splice(0).map((complaint) => `${path}: ${complaint}`)];
  }

  for (const theme of ['light', 'dark'] as const) {
    test(`pages of a member, ${theme}`, async () => {
      const nobody = await visit(browser, node.url, { theme });
      const problems = await problemsOf(nobody, '/sign-in');
      await nobody.context.close();
      const analyst = await visit(browser, node.url, { theme, email: 'analyst@us.example', password: samplePassword });
      const { page } = analyst;
      const report = await newestOf(page, 'report');
      const paths = ['/', '/browse', '/browse?q=nothing-like-this', '/publish', '/import', '/members', '/collections'];
      const objects = await Promise.all(
        ['indicator', 'location', 'opinion', 'sighting', 'relationship', 'identity', 'marking-definition'].map((type) =>
          newestOf(page, type),
        ),
      );
      for (const path of [
        ...paths,
        ...objects,
        report,
        `${report}?tab=connections`,
        `${report}?tab=versions`,
        `${report}?tab=raw`,
        `${report}/edit`,
        '/settings',
        '/settings?tab=tokens',
        '/no-such-page',
        '/objects/report--00000000-0000-4000-8000-000000000000',
      ]) {
        problems.push(...(await problemsOf(analyst, path)));
      }
      await analyst.context.close();
      assert.deepEqual(problems, []);
    });

    test(`pages of an administrator, and on a phone, ${theme}`, async () => {
      const admin = await visit(browser, node.url, {
        theme,
        email: 'secretariat@coalition.example',
        password: samplePassword,
      });
      const problems: string[] = [];
      for (const path of ['/operator', '/settings?tab=accounts', '/members', '/collections']) {
        problems.push(...(await problemsOf(admin, path)));
      }
      await admin.context.close();
      const phone = await visit(browser, node.url, {
        theme,
        width: 360,
        height: 740,
        email: 'analyst@iq.example',
        password: samplePassword,
      });
      const report = await newestOf(phone.page, 'report');
      for (const path of ['/', '/browse', report, `${report}?tab=connections`, '/publish', '/members', '/settings']) {
        problems.push(...(await problemsOf(phone, path)));
      }
      await phone.context.close();
      assert.deepEqual(problems, []);
    });
  }
});
