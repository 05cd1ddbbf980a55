import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { Visitor } from './browser.ts';

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

/** Everything wrong with a page, in words; all pages are looked at before a test fails. */
export async function problemsOf({ page, complaints }: Visitor, path: string): Promise<string[]> {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
  return problemsHere({ page, complaints }, path);
}

/** Everything wrong with what is shown now: a page with its dialogs. `what` names it. */
export async function problemsHere(
  { page, complaints }: Pick<Visitor, 'page' | 'complaints'>,
  what: string,
): Promise<string[]> {
  await settle(page);
  const found = (await findings(page)).map(({ rule, nodes }) => `${what}: ${rule}: ${nodes.join(' | ')}`);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (sideways > 0) found.push(`${what} scrolls sideways by ${sideways}px`);
  return [...found, ...complaints.splice(0).map((complaint) => `${what}: ${complaint}`)];
}
