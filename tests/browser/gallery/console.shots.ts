// Every screen of the console: light and dark, and on a phone.

import { isThere } from '../console/console';
import { screens, show } from '../console/screens';
import { test } from '../support/test';
import { shoot } from './shoot';

test.use({ viewport: { width: 1360, height: 860 } });

for (const screen of screens) {
  test(`console ${screen.name}`, async ({ page, demo, faults }) => {
    faults.expectStatus(...(screen.statuses ?? []));
    await show(page, demo, screen);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await isThere(page);
      await shoot(page, `console-${screen.name}-${colorScheme}`);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 390, height: 844 });
    await show(page, demo, screen);
    await shoot(page, `console-${screen.name}-phone`);
  });
}
