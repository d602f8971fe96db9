// The main job, in the real console and a real visitor's browser: enable, customise, visit, download, regenerate, and the old URL stops.

import { download, downloadNow, passcode as passcodeField, seeHeading, visit } from '../landing/visitor';
import { Admin } from '../support/admin';
import { Faults } from '../support/faults';
import { picture } from '../support/picture';
import { expect, iphone, test } from '../support/test';
import { isThere, modal, signedIn } from './console';

test('an admin secures a policy, a visitor downloads its profile, and a regenerated URL ends the old one', async ({
  page,
  server,
  playwright,
  browser,
  network,
}) => {
  test.slow();
  const admin = await Admin.without(server, playwright, 'Story Inc', 'ada@story.example');
  const macs = await admin.policy('Macs');
  const kiosks = await admin.policy('Kiosks', macs);
  const legacy = await admin.url(kiosks);
  await signedIn(page, server, admin);

  await test.step('the beta switch', async () => {
    await page.goto(`${server.base}/policies/${macs}`);
    await isThere(page);
    await expect(page.getByText('Secure Enrollment is not enabled')).toHaveCount(0);
    await page.goto(`${server.base}/settings/beta-features`);
    await page.getByRole('switch', { name: 'Secure Enrollment' }).click({ force: true });
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Settings saved')).toBeVisible();
  });

  await test.step('enable', async () => {
    await page.goto(`${server.base}/policies/${macs}`);
    await expect(page.getByText('Secure Enrollment is not enabled')).toBeVisible();
    await page.getByRole('button', { name: 'Enable Secure Enrollment' }).click();
    await expect(modal(page).getByText('This cannot be undone.')).toHaveCount(0);
    await expect(modal(page).getByRole('button', { name: 'I understand' })).toHaveCount(0);
    await modal(page).getByRole('switch', { name: 'Enable Secure Enrollment' }).click({ force: true });
    for (const consequence of [
      'This cannot be undone.',
      '1 policy below it',
      'legacy URLs stop working at once',
      'Apple Configurator cannot be used',
      'Update internal documentation',
      'Enrolled devices are not affected.',
    ]) {
      await expect(modal(page).getByText(consequence).first()).toBeVisible();
    }
    await modal(page).getByRole('button', { name: 'I understand' }).click();
    await expect(modal(page).getByText('Secure enrollment', { exact: true })).toBeVisible();
  });

  const url = (await modal(page).locator('code').first().textContent()) ?? '';
  expect(url).toBe(await admin.url(macs));

  await test.step('the order of the modal', async () => {
    const order = await modal(page).evaluate(
      (dialog, names) => {
        const text = (dialog as HTMLElement).innerText;
        return names.map((name) => text.indexOf(name));
      },
      ['Secure Enrollment is enabled', '/e/', 'Passcode', 'Logo', 'Page text', 'Save'],
    );
    expect(order.every((place) => place >= 0)).toBe(true);
    expect([...order].sort((a, b) => a - b)).toEqual(order);
    const save = await modal(page).getByRole('button', { name: 'Save' }).boundingBox();
    const cancel = await modal(page).getByRole('button', { name: 'Cancel' }).boundingBox();
    expect(save?.x).toBeGreaterThan(cancel?.x ?? Infinity);
  });

  await test.step('customise, with a live preview', async () => {
    await modal(page).getByRole('button', { name: 'Set passcode' }).click();
    await modal(page).getByLabel('New passcode').fill('grüne wiese');
    await modal(page)
      .locator('input[type="file"]')
      .setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: picture() });
    await modal(page).getByLabel('Alternative text').fill('Story Inc');
    await modal(page).getByLabel('Page text, Default').fill('## Welcome\n\nAsk **IT** on floor 3.');
    const preview = page.frameLocator('iframe');
    await expect(preview.getByRole('heading', { name: 'Welcome' })).toBeVisible();
    await expect(preview.getByRole('img', { name: 'Story Inc' })).toBeVisible();
    await modal(page).getByRole('button', { name: 'Save' }).click();
    await expect(modal(page).getByText('The passcode is changed')).toBeVisible();
    await modal(page).getByRole('button', { name: 'Done' }).click();
    await expect(modal(page)).toHaveCount(0);
  });

  const context = await browser.newContext({ ...iphone, extraHTTPHeaders: { 'x-forwarded-for': network } });
  const faults = new Faults();
  await faults.watch(context);
  const visitor = await context.newPage();

  await test.step('visit and download', async () => {
    await visit(visitor, url);
    await expect(visitor.getByRole('img', { name: 'Story Inc' })).toBeVisible();
    await expect(visitor.getByRole('heading', { name: 'Welcome' })).toBeVisible();
    await passcodeField(visitor).fill('grüne wiese');
    await download(visitor);
    await seeHeading(visitor, /^Now install it/);
    const gone = await visitor.request.get(legacy, { failOnStatusCode: false });
    expect(gone.status()).toBe(410);
  });

  const fresh = await test.step('regenerate', async () => {
    await page.reload();
    await page.getByRole('button', { name: 'Regenerate URL' }).first().click();
    await expect(modal(page).getByText('Profiles in flight')).toBeVisible();
    await expect(modal(page).getByText('Enrolled devices are not affected.')).toBeVisible();
    await modal(page)
      .getByRole('button', { name: /^Regenerate URL/ })
      .click();
    await expect(modal(page).getByText('has a new URL')).toBeVisible();
    const shown = (await modal(page).locator('code').first().textContent()) ?? '';
    expect(shown).not.toBe(url);
    await modal(page).getByRole('button', { name: 'Done' }).click();
    return shown;
  });

  await test.step('the old URL stops, the new one works', async () => {
    faults.expectStatus(410);
    const old = await context.newPage();
    await visit(old, url);
    await passcodeField(old).fill('grüne wiese');
    await downloadNow(old).click();
    await seeHeading(old, 'This enrollment URL is no longer valid');
    await visit(old, fresh);
    await passcodeField(old).fill('grüne wiese');
    await download(old);
  });

  expect(faults.unexpected()).toEqual([]);
  await context.close();
  await admin.end();
});
