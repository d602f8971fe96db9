// Logo, page text and passcode are independent: all eight combinations lead to the profile.

import type { Change } from '../support/admin';
import { picture } from '../support/picture';
import { expect, iphone, test } from '../support/test';
import { download, passcode, seeHeading, visit } from './visitor';

test.use(iphone);

const secret = 'grüne wiese';

for (const logo of [false, true]) {
  for (const text of [false, true]) {
    for (const locked of [false, true]) {
      const parts = [logo && 'logo', text && 'text', locked && 'passcode'].filter(Boolean);
      test(`a page with ${parts.join(', ') || 'nothing'} leads to the profile`, async ({ page, admin }) => {
        const change: Change = {};
        if (logo) change.logo = { sha256: await admin.upload(picture()), alt: 'Acme' };
        if (text) change.page_text = '## Welcome\n\nAsk **IT** on floor 3.';
        if (locked) change.passcode = secret;
        const policy = await admin.secured(`Macs ${parts.join(' ')}`, change);

        await visit(page, await admin.url(policy));
        await expect(page.getByRole('img', { name: 'Acme' })).toHaveCount(logo ? 1 : 0);
        await expect(page.getByRole('heading', { name: 'Welcome' })).toHaveCount(text ? 1 : 0);
        await expect(passcode(page)).toHaveCount(locked ? 1 : 0);
        if (locked) await passcode(page).fill(secret);

        const { name } = await download(page);
        expect(name).toBe('enroll.mobileconfig');
        await seeHeading(page, /^Now install it on your .iPhone.$/);
      });
    }
  }
}

test('nothing moves when the logo arrives', async ({ page, admin }) => {
  const policy = await admin.secured('Slow logo', { logo: { sha256: await admin.upload(picture()), alt: 'Acme' } });
  let arrive = () => {};
  const held = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route('**/api/v1/logos/*', async (route) => {
    await held;
    await route.continue();
  });
  // The page's load waits for the logo; what it shows does not.
  await page.goto(await admin.url(policy), { waitUntil: 'commit' });
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(/^Enroll your/);
  const logo = page.getByRole('img', { name: 'Acme' });
  expect(await logo.evaluate((image: HTMLImageElement) => image.complete)).toBe(false);
  const before = await heading.boundingBox();
  arrive();
  await expect
    .poll(() => logo.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0))
    .toBe(true);
  expect(await heading.boundingBox()).toEqual(before);
});
