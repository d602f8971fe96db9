// After the download the page stays, follows the profile, and says what is next.

import { expect, iphone, mac, test } from '../support/test';
import { askNow, download, downloadNow, seeHeading, visit } from './visitor';

test.use(iphone);

test('a profile that outlived its retired URL by 30 minutes has expired', async ({ page, ownAdmin, ownServer }) => {
  const policy = await ownAdmin.secured('Deadline');
  await page.clock.install();
  await visit(page, await ownAdmin.url(policy));
  await download(page);
  await seeHeading(page, /^Now install it/);
  await ownAdmin.regenerate(policy);
  await page.clock.runFor(4000);
  await expect(page.getByText(/^This profile works until .+ left\.$/)).toContainText(/(29:\d\d|30:00)/);
  await ownServer.advance(30 * 60 - 60);
  await page.clock.runFor(61_000);
  await seeHeading(page, /^Now install it/);
  await ownServer.advance(60);
  await page.clock.runFor(61_000);
  await seeHeading(page, 'This profile has expired');

  await ownAdmin.stay();
  await page.getByRole('button', { name: 'Start Again' }).click();
  await seeHeading(page, /^Enroll your/);
});

test('the page counts down the 8 minutes that an iPhone keeps a download', async ({ page, admin }) => {
  await page.clock.install();
  await visit(page, await admin.url(await admin.secured('Eight minutes')));
  await download(page);
  await expect(page.getByText(/^Install within .(8:00|7:5\d)/)).toBeVisible();
  await page.clock.fastForward('05:00');
  await expect(page.getByText(/^Install within .(3:00|2:5\d)/)).toBeVisible();
  await page.clock.fastForward('03:01');
  await expect(page.getByText(/has deleted the download/)).toBeVisible();
  const again = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download Again' }).click();
  await again;
  await expect(page.getByText(/^Install within .(8:00|7:5\d)/)).toBeVisible();
});

test('a page that was put away while its owner was in Settings goes on where it was', async ({ page, admin }) => {
  await visit(page, await admin.url(await admin.secured('Put away')));
  await download(page);
  await seeHeading(page, /^Now install it/);
  await page.reload();
  await seeHeading(page, /^Now install it/);
});

test('a profile that was revoked says who can help', async ({ page, admin }) => {
  const policy = await admin.secured('Revoked');
  await visit(page, await admin.url(policy));
  await download(page);
  await seeHeading(page, /^Now install it/);
  await admin.revokeAll(policy);
  await askNow(page);
  await seeHeading(page, 'This profile is no longer valid');
  await expect(page.getByText('Your IT team ended it.')).toBeVisible();
});

test('every device has its own steps, and a wrong guess is put right by hand', async ({ page, admin }) => {
  await visit(page, await admin.url(await admin.secured('Steps')));
  await expect(page.getByText('Profile Downloaded').first()).toBeVisible();
  const steps: Record<string, string> = {
    ipad: 'Profile Downloaded',
    mac15: 'Device Management',
    mac13: 'Privacy & Security',
    mac12: 'System Preferences',
  };
  for (const [device, words] of Object.entries(steps)) {
    await page.locator('#device').selectOption(device);
    await expect(page.locator('.next')).toContainText(words);
  }
  await page.locator('#device').selectOption('other');
  await seeHeading(page, 'Open this page on the device you want to enroll');
  await page.locator('#device').selectOption('iphone');
  await expect(downloadNow(page)).toBeVisible();
});

test.describe(() => {
  test.use(mac);
  test('a Mac is told of its Downloads folder and not of 8 minutes', async ({ page, admin }) => {
    await visit(page, await admin.url(await admin.secured('Mac')));
    await download(page);
    await seeHeading(page, /^Now install it on your .Mac.$/);
    await expect(page.getByText('Downloads').first()).toBeVisible();
    await expect(page.getByText('Install within')).toHaveCount(0);
  });
});
