import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const executable = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Why the tests of the web application cannot run here; undefined where they can. */
export const noBrowser: string | undefined = existsSync(executable)
  ? undefined
  : `no browser at ${executable}; name one in CHROMIUM`;

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: executable,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** What the browser complained about: faults of scripts, and what the content security policy refused. */
  complaints: string[];
}

export interface VisitOptions {
  /** Whom to sign in; nobody when absent. */
  email?: string;
  password?: string;
  theme?: 'light' | 'dark';
  width?: number;
  height?: number;
}

/** A new window on the node, as one account or as nobody; no page is open yet. */
export async function visit(browser: Browser, url: string, options: VisitOptions = {}): Promise<Visitor> {
  const { email, password, theme = 'light', width = 1440, height = 900 } = options;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const refused = /status of 4\d\d/.test(message.text());
    if (message.type() === 'error' && !refused) complaints.push(message.text());
  });
  if (email) {
    const answer = await context.request.post('/api/sign-in', { data: { email, password } });
    assert.equal(answer.status(), 200, `${email} signs in`);
  }
  return { context, page, complaints };
}
