// What says something by its looks: a switch by its colour.

import { expect, test } from '../support/test';
import { isThere, signedIn } from './console';

test('a switch that is on does not look like one that is off', async ({ page, demo }) => {
  await signedIn(page, demo, demo);
  const colourOf = async (path: string, name: string, checked: boolean) => {
    await page.goto(demo.base + path);
    await isThere(page);
    const toggle = page.getByRole('switch', { name });
    await expect(toggle).toBeChecked({ checked });
    return toggle.evaluate((input) => getComputedStyle(input.nextElementSibling ?? input).backgroundColor);
  };
  const on = await colourOf('/settings/beta-features', 'Secure Enrollment', true);
  const off = await colourOf('/settings/general', 'A migration is in progress', false);
  expect(on).not.toBe(off);
});
