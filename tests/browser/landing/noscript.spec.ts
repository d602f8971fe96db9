// Without JavaScript: a plain form that leads to the profile.

import { picture } from '../support/picture';
import { expect, iphone, test } from '../support/test';
import { secret } from './states';
import { passcode, seeHeading } from './visitor';

test.use({ ...iphone, javaScriptEnabled: false });

test('the plain form leads to the profile', async ({ page, admin, faults }) => {
  faults.expectStatus(401);
  const logo = { sha256: await admin.upload(picture()), alt: 'Acme' };
  const policy = await admin.secured('Plain form', { logo, page_text: '## Welcome', passcode: secret });
  await page.goto(await admin.url(policy));
  await expect(page.getByRole('img', { name: 'Acme' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Welcome' })).toBeVisible();

  await passcode(page).fill('blue sky');
  await page.getByRole('button', { name: 'Download Now' }).click();
  await expect(page.getByRole('alert')).toHaveText(/^That passcode isn’t right/);

  await passcode(page).fill(secret);
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download Now' }).click();
  expect((await started).suggestedFilename()).toBe('enroll.mobileconfig');
});

test('without a passcode it asks for none', async ({ page, admin }) => {
  await page.goto(await admin.url(await admin.secured('Plain plain')));
  await expect(passcode(page)).toHaveCount(0);
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download Now' }).click();
  await started;
});

test('a retired URL says so after Download Now', async ({ page, admin, faults }) => {
  faults.expectStatus(410);
  const policy = await admin.secured('Plain retired');
  const url = await admin.url(policy);
  await admin.regenerate(policy);
  await page.goto(url);
  await page.getByRole('button', { name: 'Download Now' }).click();
  await seeHeading(page, 'This enrollment URL is no longer valid');
});

test('it fits narrow screens', async ({ page, admin }) => {
  const policy = await admin.secured('Plain narrow', {
    passcode: secret,
    page_text: 'Donaudampfschifffahrt'.repeat(20),
  });
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto(await admin.url(policy));
  const [wide, narrow] = await page.evaluate(() => [document.body.scrollWidth, window.innerWidth]);
  expect(wide).toBe(narrow);
});
