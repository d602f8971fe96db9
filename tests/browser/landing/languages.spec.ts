// The page speaks the visitor's language, right to left where that is written so.

import { expect, iphone, test } from '../support/test';
import { download, seeHeading, speak, visit } from './visitor';

test.use(iphone);

const welcome = { page_text: 'Welcome', translations: { de: 'Willkommen', ar: 'أهلا وسهلا' } };

test.describe(() => {
  test.use({ locale: 'de-AT' });
  test('the browser’s language is spoken, also by the organization', async ({ page, admin }) => {
    await visit(page, await admin.url(await admin.secured('Deutsch', welcome)));
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await expect(page.getByText('Willkommen')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('iPhone');
  });
});

test.describe(() => {
  test.use({ locale: 'ar' });
  test('Arabic is written from right to left from the first paint', async ({ page, admin }) => {
    const answer = await visit(page, await admin.url(await admin.secured('Arabic', welcome)));
    expect(await answer?.text()).toMatch(/<html lang="ar" dir="rtl">/);
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await expect(page.getByText('أهلا وسهلا')).toBeVisible();
  });
});

test.describe(() => {
  test.use({ locale: 'tlh' });
  test('a language that is not shipped is English', async ({ page, admin }) => {
    await visit(page, await admin.url(await admin.secured('Klingon', welcome)));
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByText('Welcome')).toBeVisible();
  });
});

test('another language can be chosen, back and forth', async ({ page, admin }) => {
  await visit(page, await admin.url(await admin.secured('Switch', welcome)));
  await speak(page, 'ar');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.getByText('أهلا وسهلا')).toBeVisible();
  await speak(page, 'de');
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
  await expect(page.getByText('Willkommen')).toBeVisible();
  await speak(page, 'en');
  await download(page);
});

test('the choice stays through the download', async ({ page, admin }) => {
  await visit(page, await admin.url(await admin.secured('Stays', welcome)));
  const started = page.waitForEvent('download');
  await speak(page, 'de');
  await page.getByRole('button', { name: 'Jetzt laden' }).or(page.locator('button.primary')).click();
  await started;
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await seeHeading(page, /iPhone/);
});

test('every language on offer can be read', async ({ page, admin }) => {
  await visit(page, await admin.url(await admin.secured('Every', welcome)));
  const offered = await page
    .locator('#language option')
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  expect(offered.length).toBeGreaterThanOrEqual(3);
  const seen = new Set<string>();
  for (const language of offered) {
    await speak(page, language);
    const words = await page.locator('#landing').innerText();
    expect(words).not.toMatch(/\{\w+\}|undefined|null/);
    seen.add(words);
  }
  expect(seen.size).toBe(offered.length);
});
