import { after, before } from 'node:test';
import type { Node } from '@entente/server';
import type { Browser } from 'playwright-core';
import { launchBrowser, type VisitOptions, visit } from './browser.ts';
import { samplePassword, startSampleNode } from './sample-node.ts';

/** For the tests of one `describe`: a node with the sample coalition, and a browser with which people visit it. */
export function sampleVisits() {
  const opened = new AsyncDisposableStack();
  let node: Node;
  let browser: Browser;
  before(async () => {
    node = opened.use(await startSampleNode());
    browser = await launchBrowser();
    opened.defer(() => browser.close());
  });
  after(() => opened.disposeAsync());
  return {
    /** The node itself, once it has started. */
    node: () => node,
    /** Where it is. */
    url: () => node.url,
    /** Somebody who has signed in; at another address than the node's own, where one is given. */
    as: (email: string, { url = node.url, ...look }: VisitOptions & { url?: string } = {}) =>
      visit(browser, url, { ...look, email, password: samplePassword }),
    /** Nobody in particular. */
    nobody: (look: VisitOptions = {}) => visit(browser, node.url, look),
  };
}
