// The landing page in every state: light and dark, on a phone and on a desktop, in several languages.

import { states } from '../landing/states';
import { speak, visit } from '../landing/visitor';
import { iphone, test } from '../support/test';
import { shoot } from './shoot';

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 860 };
const wanted = ['de', 'ar', 'ja'];

for (const state of states) {
  const onDesktop = state.device !== undefined && !state.device.isMobile;
  test.describe(() => {
    test.use({ ...(state.device ?? iphone), deviceScaleFactor: 1 });

    test(`landing ${state.name}`, async ({ page, server, admin, faults }) => {
      await state.open({ page, server, admin, faults });
      await page.locator('h1').waitFor();
      for (const [device, size] of Object.entries({ phone, desktop })) {
        if (onDesktop && device === 'phone') continue;
        await page.setViewportSize(size);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          await shoot(page, `landing/${state.name}/${device}-${colorScheme}-en`, { whole: device === 'phone' });
        }
      }
      if (state.plain) return;
      await page.setViewportSize(onDesktop ? desktop : phone);
      await page.emulateMedia({ colorScheme: 'light' });
      const offered = await page
        .locator('#language option')
        .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
      for (const language of wanted.filter((language) => offered.includes(language))) {
        await speak(page, language);
        const device = onDesktop ? 'desktop' : 'phone';
        await shoot(page, `landing/${state.name}/${device}-light-${language}`, { whole: !onDesktop });
      }
    });
  });
}

test.describe(() => {
  test.use({ ...iphone, deviceScaleFactor: 2, viewport: phone });
  test('landing in the README', async ({ page, demo }) => {
    await visit(page, demo.page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await shoot(page, `landing-phone-${colorScheme}`, { sharp: true });
    }
  });
});
