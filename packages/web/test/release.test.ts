import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { problemsOf } from './axe.ts';
import { noBrowser } from './browser.ts';
import { notBuilt, samplePassword } from './sample-node.ts';
import { sampleVisits } from './sample-visits.ts';

const admin = 'admin@us.example';

describe('deciding on release', { skip: noBrowser ?? notBuilt }, () => {
  const { as, url } = sampleVisits();
  before(async () => {
    await api('secretariat@coalition.example', 'POST', '/accounts', {
      email: admin,
      name: 'Jo Admin',
      roles: ['member-admin', 'analyst', 'release-officer'],
      password: samplePassword,
    });
  });

  async function api<T>(email: string, method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${url()}/api${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${email}:${samplePassword}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert.ok(response.ok, `${method} ${path}: ${response.status}`);
    return (await response.json()) as T;
  }

  /** A report of the United States for these. */
  async function report(name: string, releasableTo: readonly string[], handling: object = {}): Promise<string> {
    const { collections } = await api<{ collections: { id: string; title: string }[] }>(admin, 'GET', '/collections');
    const { object } = await api<{ object: { id: string } }>(admin, 'POST', '/objects', {
      collection: collections.find(({ title }) => title === 'Situation')?.id,
      terms: { tlp: 'amber', releasableTo },
      handling,
      object: { type: 'note', abstract: name, content: name, object_refs: [await ownIdentity()] },
    });
    return object.id;
  }
  const ownIdentity = async () => (await api<{ member: { id: string } }>(admin, 'GET', '/me')).member.id;

  test('who has something asks for others, and its originator sees, grants, and they have it', async () => {
    const id = await report('Tankers before dawn', ['France']);
    const france = await as('analyst@fr.example');
    await france.page.goto(`/objects/${id}`);
    await france.page.getByRole('button', { name: 'Ask for wider release' }).click();
    const dialog = france.page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: 'Iraq', exact: true }).check();
    await dialog.getByLabel(/^Why/).fill('Their post saw the same convoy.');
    await dialog.getByRole('button', { name: 'Ask', exact: true }).click();
    await france.page.getByText('Asked. The answer will be under Approvals.').waitFor();

    const officer = await as(admin);
    await officer.page.goto('/approvals');
    await officer.page.getByText('Their post saw the same convoy.').waitFor();
    await officer.page.getByRole('link', { name: 'See what it would change' }).click();
    await officer.page.getByText('France asks you to release this to Iraq.').waitFor();
    await officer.page.getByText('Get it now for the first time').waitFor();
    await officer.page.getByRole('button', { name: /^Publish the new version to 3 of/ }).click();
    await officer.page.waitForURL(new RegExp(`/objects/${id}$`));
    assert.deepEqual(officer.complaints, []);
    await officer.context.close();

    await france.page.goto('/approvals');
    await france.page.getByText('Released to Iraq.').waitFor();
    assert.deepEqual(france.complaints, []);
    await france.context.close();
    const iraq = await as('analyst@iq.example');
    await iraq.page.goto(`/objects/${id}`);
    await iraq.page.getByRole('heading', { level: 1, name: 'Tankers before dawn' }).waitFor();
    await iraq.context.close();
  });

  test('a refusal says why', async () => {
    const id = await report('Kept close', ['France']);
    const asked = { object: id, to: ['Norway'], reason: 'They asked us.' };
    await api('analyst@fr.example', 'POST', '/release-requests', asked);
    const officer = await as(admin);
    await officer.page.goto('/approvals');
    await officer.page.getByRole('button', { name: 'Refuse', exact: true }).click();
    // The keyboard goes on where the button was.
    await officer.page.keyboard.type('The source would be known.');
    await officer.page.getByRole('button', { name: 'Refuse', exact: true }).click();
    await officer.page.getByText('Jo Admin: The source would be known.').waitFor();
    await officer.context.close();
    const france = await as('analyst@fr.example');
    await france.page.goto('/approvals');
    await france.page.getByText('United States: The source would be known.').waitFor();
    await france.context.close();
  });

  test('what is wider than the policy allows is handed in, read by a second person, and leads to what was published', async () => {
    const [author, officer] = ['second@de.example', 'analyst@de.example'];
    const germany = (await api<{ member: { id: string } }>(officer, 'GET', '/me')).member.id;
    await api('secretariat@coalition.example', 'POST', '/accounts', {
      email: author,
      name: 'Erika Vogel',
      roles: ['analyst'],
      member: germany,
      password: samplePassword,
    });
    await api(officer, 'PUT', `/members/${germany}/policy`, { widerThan: 'amber' });
    const writing = await as(author);
    await writing.page.goto('/publish');
    await writing.page.getByLabel('Collection').selectOption({ label: 'Situation' });
    await writing.page.getByText('TLP:GREEN', { exact: true }).click();
    await writing.page.getByRole('button', { name: /^Report/ }).click();
    await writing.page.getByLabel('Title').fill('Crossings rose in March');
    await writing.page.getByRole('button', { name: 'Hand in for approval' }).click();
    await writing.page.getByText('Waits for a second person', { exact: true }).waitFor();

    const { page } = await as(officer);
    await page.goto('/approvals');
    const card = page.getByRole('article').filter({ hasText: 'Crossings rose in March' });
    await card.getByText('Published').waitFor();
    assert.equal(await card.locator('ins').count(), 0, 'all of it is new: nothing stands out');
    await card.getByRole('button', { name: 'Approve and publish' }).click();
    const title = card.getByRole('heading');
    await title.getByRole('link').waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'H2');
    await title.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'Crossings rose in March' }).waitFor();
  });

  test('an object goes to a unit as a lead, and shows its handling there', async () => {
    await api(admin, 'POST', `/members/${await ownIdentity()}/units`, {
      name: 'Port Police',
      kind: 'served',
      amber: true,
    });
    const roles = ['analyst'];
    const account = { email: 'port@police.example', name: 'Pat', unit: 'Port Police', roles, password: samplePassword };
    await api(admin, 'POST', '/accounts', account);
    const unit = 'United States/Port Police';
    const id = await report('Look for this lorry', ['United States', unit], { notForCourt: true });
    const analyst = await as('analyst@us.example');
    await analyst.page.goto(`/objects/${id}`);
    await analyst.page.getByRole('button', { name: 'Send as a lead' }).click();
    const dialog = analyst.page.getByRole('dialog');
    await dialog.getByText('Not for court use').waitFor();
    await dialog.getByRole('checkbox', { name: new RegExp(`^${unit}`) }).check();
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await analyst.page.getByText('Sent to 1 unit.').waitFor();
    // Its own member, which the list names, is said by name too.
    await analyst.page.goto(`/objects/${id}/edit`);
    await analyst.page.getByRole('button', { name: 'United States remove', exact: true }).waitFor();
    assert.deepEqual(analyst.complaints, []);
    await analyst.context.close();
    const officer = await as(account.email);
    await officer.page.goto('/leads');
    await officer.page.getByText('Look for this lorry').first().click();
    await officer.page.getByText('Not for court use').first().waitFor();
    await officer.context.close();
  });

  test('a member admin sets the policy, gives and withdraws a mandate, and looks after units', async () => {
    const { page, context, complaints } = await as(admin);
    await page.goto('/settings?tab=policy');
    await page.getByLabel(/^For what reaches more other members/).fill('60');
    await page.getByLabel('TLP:AMBER: expires after, in days').fill('365');
    await page.getByRole('button', { name: 'Save the policy' }).click();
    await page.getByText('The policy is saved, and in the audit log.').waitFor();
    const policy = await api(admin, 'GET', `/members/${await ownIdentity()}/policy`);
    assert.deepEqual(policy, {
      moreMembersThan: 60,
      partners: [],
      dates: [{ tlp: 'amber', expireAfterDays: 365 }],
    });

    await page.getByRole('tab', { name: 'Mandates' }).click();
    await page.getByLabel('Let publish in our name').selectOption({ label: 'NATO' });
    await page.getByRole('button', { name: 'Give the mandate' }).click();
    await page.getByRole('button', { name: 'Withdraw from NATO' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw', exact: true }).click();
    await page.getByText('Withdrawn', { exact: true }).waitFor();

    await page.getByRole('tab', { name: 'Units' }).click();
    await page.getByRole('button', { name: 'New unit' }).click();
    await page.getByRole('dialog').getByLabel(/^Name/).fill('Harbour Police');
    await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('button', { name: 'Change United States/Harbour Police' }).click();
    await page.getByRole('checkbox', { name: /^Allow it TLP:AMBER/ }).check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const { units } = await api<{ units: { name: string; amber?: boolean }[] }>(admin, 'GET', '/units');
    assert.equal(units.find(({ name }) => name === 'Harbour Police')?.amber, true);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test('what is due for review is listed for its owner', async () => {
    await report('Old truth', ['France'], { reviewAfter: '2026-01-01T00:00:00Z' });
    const { page, context } = await as('analyst@us.example');
    await page.goto('/reviews');
    await page.getByRole('link', { name: 'Review Old truth' }).waitFor();
    await context.close();
  });

  test('a part’s terms are said by the names of whom it is for, to its owner', async () => {
    const { collections } = await api<{ collections: { id: string; title: string }[] }>(admin, 'GET', '/collections');
    const { object } = await api<{ object: { id: string } }>(admin, 'POST', '/objects', {
      collection: collections.find(({ title }) => title === 'Situation')?.id,
      terms: { tlp: 'amber', releasableTo: ['France', 'Iraq'] },
      parts: [{ selectors: ['abstract'], terms: { tlp: 'amber', releasableTo: ['France'], notReleasableTo: [] } }],
      object: { type: 'note', abstract: 'For one', content: 'For all', object_refs: [await ownIdentity()] },
    });
    const { page, context } = await as(admin);
    await page.goto(`/objects/${object.id}`);
    await page.getByRole('listitem').filter({ hasText: 'abstract' }).getByText('only France').waitFor();
    await context.close();
    const france = await as('analyst@fr.example');
    await france.page.goto(`/objects/${object.id}`);
    await france.page.getByText('with further terms of its originator’s').waitFor();
    await france.context.close();
  });

  test('on a phone what can be done with a row is in sight, and news cover no button of a dialog', async () => {
    const phone = { width: 390, height: 844 };
    const { page, context } = await as(admin, phone);
    await page.goto('/settings?tab=accounts');
    const button = await page
      .getByRole('button', { name: /^Change/ })
      .first()
      .boundingBox();
    assert.ok(button && button.x >= 0 && button.x + button.width <= phone.width, JSON.stringify(button));
    await context.close();

    const france = await as('analyst@fr.example', phone);
    await france.page.goto('/requests');
    await france.page.getByRole('button', { name: 'Ask' }).click();
    await report('Something new', ['France']);
    const news = france.page.getByRole('status').filter({ hasText: 'something new for you' });
    await news.waitFor();
    const [notice, ask] = await Promise.all([
      news.boundingBox(),
      france.page.getByRole('dialog').getByRole('button', { name: 'Ask' }).boundingBox(),
    ]);
    assert.ok(notice && ask && notice.y + notice.height <= ask.y, `${JSON.stringify(notice)} ${JSON.stringify(ask)}`);
    await france.context.close();
  });

  test('who may not do something is told why, and a unit is called by its name', async () => {
    const auditor = await as('auditor@coalition.example');
    for (const path of ['/publish', '/import']) {
      await auditor.page.goto(path);
      await auditor.page.getByText('Readers and auditors only look.').waitFor();
    }
    await auditor.page.goto('/audit?tab=no-such-view');
    await auditor.page.getByRole('tab', { name: 'The log', selected: true }).waitFor();
    await auditor.context.close();
    const officer = await as('officer@police.example');
    const { page } = officer;
    await page.goto('/');
    await page.getByText('Briefing for Iraq/Tigris Bridge Police').waitFor();
    assert.equal(await page.getByRole('link', { name: 'Recalls' }).count(), 0, 'a unit owns nothing to recall');
    assert.deepEqual(await problemsOf(officer, '/operator'), []);
    await officer.context.close();
  });

  for (const theme of ['light', 'dark'] as const) {
    test(`these pages are accessible, ${theme}, also on a phone`, async () => {
      const problems: string[] = [];
      for (const width of [1440, 390]) {
        const member = await as(admin, { theme, width });
        const tabs = ['policy', 'mandates', 'units', 'accounts'].map((tab) => `/settings?tab=${tab}`);
        const more = ['/nodes', `/members/${await ownIdentity()}`];
        for (const path of ['/approvals', '/requests', '/leads', '/reviews', ...more, ...tabs]) {
          problems.push(...(await problemsOf(member, path)));
        }
        await member.context.close();
      }
      const unit = await as('officer@police.example', { theme, width: 390 });
      problems.push(...(await problemsOf(unit, '/leads')), ...(await problemsOf(unit, '/settings')));
      await unit.context.close();
      assert.deepEqual(problems, []);
    });
  }
});
