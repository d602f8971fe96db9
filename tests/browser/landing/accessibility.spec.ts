// Every state, light and dark, left to right and right to left: WCAG 2.2 AA, and nothing to scroll sideways.

import type { Page } from '@playwright/test';
import { bringAxe, isAccessible } from '../support/axe';
import { expect, iphone, test } from '../support/test';
import { states } from './states';
import { seeHeading, speak } from './visitor';

for (const state of states) {
  test.describe(() => {
    test.use(state.device ?? iphone);

    test(`${state.name} is accessible, also narrow and with large text`, async ({
      page,
      context,
      server,
      admin,
      faults,
    }) => {
      await bringAxe(context);
      await state.open({ page, server, admin, faults });
      await seeHeading(page, state.heading);
      for (const language of state.plain ? ['en'] : ['en', 'ar']) {
        if (!state.plain) await speak(page, language);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          await isAccessible(page, `${language} ${colorScheme}`);
        }
        await fitsNarrowScreens(page, language);
      }
    });
  });
}

async function fitsNarrowScreens(page: Page, language: string): Promise<void> {
  const size = page.viewportSize();
  for (const [width, text] of [
    [320, '100%'],
    [320, '200%'],
    [390, '200%'],
  ] as const) {
    await page.setViewportSize({ width, height: 700 });
    const wider = await page.evaluate((text) => {
      const root = document.documentElement;
      root.style.fontSize = text;
      const found = [...document.body.querySelectorAll('*')].filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        const hidden = width <= 1 || getComputedStyle(element).clipPath !== 'none' || element.closest('svg, option');
        return !hidden && (left < -0.5 || right > root.clientWidth + 0.5);
      });
      const wide = found.map((element) => element.outerHTML.slice(0, 120));
      const scrolls = root.scrollWidth > root.clientWidth ? ['the page scrolls sideways'] : [];
      root.style.fontSize = '';
      return [...scrolls, ...wide];
    }, text);
    expect(wider, `${language}, ${width} px, text ${text}`).toEqual([]);
  }
  if (size) await page.setViewportSize(size);
}
