// Every screen of the console, light and dark: WCAG 2.2 AA; and nothing cut off on a tablet or a phone.

import type { Page } from '@playwright/test';
import { bringAxe, isAccessible } from '../support/axe';
import { expect, test } from '../support/test';
import { screens, show } from './screens';

test.use({ viewport: { width: 1280, height: 900 } });

for (const screen of screens) {
  test(`${screen.name} is accessible, and fits a phone`, async ({ page, context, demo, faults }) => {
    faults.expectStatus(...(screen.statuses ?? []));
    await bringAxe(context);
    await show(page, demo, screen);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await isAccessible(page, `${screen.name}, ${colorScheme}`);
    }
    // A tablet, upright and not: the tree takes room from what is beside it.
    for (const width of [1180, 834]) {
      await page.setViewportSize({ width, height: 834 });
      expect(await tooWide(page), `${screen.name} at ${width} px`).toEqual([]);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await show(page, demo, screen);
    expect(await tooWide(page), `${screen.name} at 390 px`).toEqual([]);
    await isAccessible(page, `${screen.name}, phone`);
  });
}

/** What has to be scrolled sideways, and tables that leave no room for what their rows are called. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => [
    ...(document.documentElement.scrollWidth > innerWidth ? ['the page'] : []),
    ...[...document.querySelectorAll('table')].flatMap((table) => [
      ...(table.offsetWidth > (table.parentElement?.clientWidth ?? 0) ? ['a table'] : []),
      ...([...table.querySelectorAll('td:first-child')].some((cell) => cell.clientWidth < 140) ? ['its names'] : []),
    ]),
  ]);
}
