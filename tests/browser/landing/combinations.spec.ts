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
