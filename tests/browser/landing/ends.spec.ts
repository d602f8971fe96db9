// Where a visit can end without a profile, and how it goes on where it can.

import { expect, iphone, test } from '../support/test';
import { secret } from './states';
import { download, downloadNow, passcode, seeHeading, visit } from './visitor';

test.use(iphone);

test('a retired URL shows its page as before, and says so after Download Now', async ({ page, admin, faults }) => {
  faults.expectStatus(410);
  const policy = await admin.secured('Retired', { passcode: secret, page_text: '## Welcome' });
  const retired = await admin.url(policy);
  const live = await admin.regenerate(policy);
  await visit(page, retired);
  await expect(page.getByRole('heading', { name: 'Welcome' })).toBeVisible();
  await passcode(page).fill('any passcode at all');
  await downloadNow(page).click();
  await seeHeading(page, 'This enrollment URL is no longer valid');
  await expect(page.getByText('Ask your IT team for the new one.')).toBeVisible();
  expect(await page.content()).not.toContain(live.slice(-10));

  await visit(page, live);
  await passcode(page).fill(secret);
  await download(page);
});

test('an unknown URL is 404 and says what to compare', async ({ page, server, faults }) => {
  faults.expectStatus(404);
  const answer = await page.goto(`${server.base}/e/0000000-0000000-0000000-0000000`);
  expect(answer?.status()).toBe(404);
  await seeHeading(page, 'There is nothing at this address');
  await expect(page.getByText('character by character')).toBeVisible();
});

test('an enrollment URL is good in any case, and without its hyphens', async ({ page, admin, server }) => {
  const token = (await admin.url(await admin.secured('Forgiving'))).split('/e/')[1] ?? '';
  for (const path of [`/E/${token.toLowerCase()}`, `/e/${token.replaceAll('-', '')}`]) {
    await page.goto('about:blank');
    await visit(page, server.base + path);
    await download(page);
  }
});

test('a paused door says the message, and opens again without a new URL', async ({ page, admin, faults }) => {
  faults.expectStatus(423);
  const policy = await admin.secured('Paused');
  const url = await admin.url(policy);
  await visit(page, url);
  await admin.pause(policy, 'We are moving. Come back on Monday.');
  await downloadNow(page).click();
  await seeHeading(page, 'Enrollment is paused');
  await expect(page.getByText('Come back on Monday.')).toBeVisible();
  await page.reload();
  await seeHeading(page, 'Enrollment is paused');
  await admin.resume(policy);
  await page.getByRole('button', { name: 'Check Again' }).click();
  await download(page);
});

test('a legacy URL gives its profile, and is 410 once its policy is secure', async ({ page, admin, faults }) => {
  faults.expectStatus(410);
  const policy = await admin.policy('Legacy');
  const legacy = await admin.url(policy);
  const started = page.waitForEvent('download');
  await page.goto(legacy).catch((aborted: Error) => expect(aborted.message).toContain('Download is starting'));
  expect((await started).suggestedFilename()).toBe('enroll.mobileconfig');

  await admin.enable(policy);
  const answer = await page.goto(legacy);
  expect(answer?.status()).toBe(410);
  await seeHeading(page, 'This enrollment URL is no longer valid');
  await expect(page.getByText('Ask your IT team')).toBeVisible();
  expect(await page.content()).not.toContain('/e/');
});

test('a server that cannot be reached loses nothing', async ({ page, admin, faults }) => {
  faults.expectNoConnection();
  const url = await admin.url(await admin.secured('Unreachable', { passcode: secret }));
  await visit(page, url);
  await page.route('**/unlock', (route) => route.abort());
  await passcode(page).fill(secret);
  await downloadNow(page).click();
  await expect(page.locator('#message')).toHaveText(/^The server can’t be reached/);
  await expect(passcode(page)).toHaveValue(secret);
  await page.unroute('**/unlock');
  await download(page);
});

test('a page that could not be loaded comes by itself once the connection is back', async ({ page, admin, faults }) => {
  faults.expectNoConnection();
  const url = await admin.url(await admin.secured('Offline'));
  await page.route('**/api/v1/enroll/*', (route) => route.abort());
  await visit(page, url);
  await seeHeading(page, 'This page can’t be loaded');
  await page.getByRole('button', { name: 'Try Again' }).click();
  await seeHeading(page, 'This page can’t be loaded');
  await page.unroute('**/api/v1/enroll/*');
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await download(page);
});

test('a busy server is told from one that is gone', async ({ page, admin, faults }) => {
  faults.expectStatus(503);
  const url = await admin.url(await admin.secured('Busy', { passcode: secret }));
  await page.clock.install();
  await visit(page, url);
  await page.route('**/unlock', (route) =>
    route.fulfill({ status: 503, headers: { 'Retry-After': '5' }, json: { code: 'unavailable' } }),
  );
  await passcode(page).fill(secret);
  await downloadNow(page).click();
  await expect(page.locator('#message')).toHaveText(/^The server is busy\. Try again in .0:0[45].\.$/);
  await page.unroute('**/unlock');
  await page.clock.fastForward('00:06');
  await expect(page.locator('#message')).toHaveText('You can try again now.');
  await download(page);
});
