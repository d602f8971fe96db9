// The page and a device that really enrolls: it follows each step to the end, and tells why a device was refused.

import { expect, mac, test } from '../support/test';
import { askNow, download, downloadNow, seeHeading, visit } from './visitor';

test.use(mac);

test('the page follows the device from the download to the end', async ({ page, admin, server }) => {
  await visit(page, await admin.url(await admin.secured('To the end')));
  const { profileUrl } = await download(page);
  await seeHeading(page, /^Now install it on your .Mac.$/);

  await server.certificate(profileUrl);
  await askNow(page);
  await seeHeading(page, /^Your .Mac. is being enrolled$/);

  await server.enroll(profileUrl);
  await askNow(page);
  await seeHeading(page, /^Your .Mac. is enrolled$/);
  await expect(page.getByText('You can close this page.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Download Again' })).toHaveCount(0);
});

test('a device that is enrolled already is refused, with a reason, a code and a way on', async ({
  page,
  admin,
  server,
}) => {
  const url = await admin.url(await admin.secured('Twice'));
  await visit(page, url);
  const { profileUrl: first } = await download(page);
  await server.enroll(first);
  await askNow(page);
  await seeHeading(page, /^Your .Mac. is enrolled$/);

  await page.goto('about:blank');
  await visit(page, url);
  const { profileUrl: second } = await download(page);
  expect(second).not.toBe(first);
  expect(await server.enrollAgain(second, first)).toContain('403');
  await askNow(page);
  await seeHeading(page, /^Your .Mac. was not enrolled$/);
  await expect(page.getByText('Your IT team has to release it first.')).toBeVisible();
  await expect(page.getByText('device_live')).toBeVisible();
});

test('a profile that died while its device was installing it has expired, and its URL has ended too', async ({
  page,
  ownAdmin,
  ownServer,
  faults,
}) => {
  faults.expectStatus(410);
  const policy = await ownAdmin.secured('Too late');
  await visit(page, await ownAdmin.url(policy));
  const { profileUrl } = await download(page);
  await ownServer.certificate(profileUrl);
  await ownAdmin.regenerate(policy);
  await ownServer.advance(30 * 60);
  await expect(ownServer.enroll(profileUrl)).rejects.toThrow('403');
  await askNow(page);
  await seeHeading(page, 'This profile has expired');
  await ownAdmin.stay();
  await page.getByRole('button', { name: 'Start Again' }).click();
  await downloadNow(page).click();
  await seeHeading(page, 'This enrollment URL is no longer valid');
});
