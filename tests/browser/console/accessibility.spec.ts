// Every screen of the console, light and dark: WCAG 2.2 AA; and nothing to scroll sideways on a phone.

import { bringAxe, isAccessible } from '../support/axe';
import { expect, test } from '../support/test';
import { screens, show } from './screens';

test.use({ viewport: { width: 1280, height: 900 } });

for (const screen of screens) {
  test(`${screen.name} is accessible, and fits a phone`, async ({ page, context, demo, faults }) => {
    if (screen.public) faults.expectStatus(401);
    await bringAxe(context);
    await show(page, demo, screen);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await isAccessible(page, `${screen.name}, ${colorScheme}`);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await show(page, demo, screen);
    const [wide, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(wide, `${screen.name} at 390 px`).toBe(shown);
    await isAccessible(page, `${screen.name}, phone`);
  });
}
