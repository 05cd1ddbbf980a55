import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { problemsOf } from './axe.ts';
import { noBrowser } from './browser.ts';
import { notBuilt } from './sample-node.ts';
import { sampleVisits } from './sample-visits.ts';

async function newestOf(page: Page, type: string): Promise<string> {
  const response = await page.request.get(`/api/objects?limit=1&type=${type}`);
  const { objects } = (await response.json()) as { objects: { id: string }[] };
  const [object] = objects;
  assert.ok(object, `the sample has a ${type}`);
  return `/objects/${object.id}`;
}

describe('every page is accessible', { skip: noBrowser ?? notBuilt }, () => {
  const { as, nobody } = sampleVisits();

  for (const theme of ['light', 'dark'] as const) {
    test(`pages of a member, ${theme}`, async () => {
      const stranger = await nobody({ theme });
      const problems = await problemsOf(stranger, '/sign-in');
      await stranger.context.close();
      const analyst = await as('analyst@us.example', { theme });
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
        '/settings?tab=policy',
        '/no-such-page',
        '/objects/report--00000000-0000-4000-8000-000000000000',
      ]) {
        problems.push(...(await problemsOf(analyst, path)));
      }
      // With the long titles of what it is about.
      await page.setViewportSize({ width: 390, height: 844 });
      problems.push(...(await problemsOf(analyst, `${report}/edit`)));
      await analyst.context.close();
      assert.deepEqual(problems, []);
    });

    test(`where they stand, with a claim and a member's voices, ${theme}`, async () => {
      const analyst = await as('analyst@us.example', { theme });
      const claim = (await newestOf(analyst.page, 'claim')).replace('/objects/', '/claims/');
      const problems: string[] = [];
      for (const path of ['/positions', '/positions?tab=signals', '/positions?tab=changes', claim]) {
        problems.push(...(await problemsOf(analyst, path)));
      }
      await analyst.context.close();
      assert.deepEqual(problems, []);
    });

    test(`pages of an administrator, and on a phone, ${theme}`, async () => {
      const admin = await as('secretariat@coalition.example', { theme });
      const problems: string[] = [];
      for (const path of ['/operator', '/settings?tab=accounts', '/members', '/collections']) {
        problems.push(...(await problemsOf(admin, path)));
      }
      await admin.context.close();
      const phone = await as('analyst@iq.example', { theme, width: 360, height: 740 });
      const report = await newestOf(phone.page, 'report');
      for (const path of ['/', '/browse', report, `${report}?tab=connections`, '/publish', '/members', '/settings']) {
        problems.push(...(await problemsOf(phone, path)));
      }
      await phone.context.close();
      assert.deepEqual(problems, []);
    });
  }
});
