// A visitor at the landing page: what they see and do, by the words on the screen.

import { expect, type Page, type Response } from '@playwright/test';

/** The visitor chooses Download Now and takes the profile; answers where it was, and how it was called. */
export async function download(page: Page): Promise<{ profileUrl: string; name: string }> {
  const unlocked = page.waitForResponse((answer) => answer.url().endsWith('/unlock') && answer.ok());
  const started = page.waitForEvent('download');
  await downloadNow(page).click();
  const { profile_url: profileUrl } = (await (await unlocked).json()) as { profile_url: string };
  const file = await started;
  return { profileUrl: new URL(profileUrl, page.url()).pathname, name: file.suggestedFilename() };
}

export function downloadNow(page: Page) {
  return page.getByRole('button', { name: 'Download Now', exact: true });
}

export function passcode(page: Page) {
  return page.getByRole('textbox', { name: 'Passcode' });
}

/** Opens an enrollment URL and waits for what stands there. */
export async function visit(page: Page, url: string): Promise<Response | null> {
  const answer = await page.goto(url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  return answer;
}

/** The page's heading becomes this, in the course of time. */
export async function seeHeading(page: Page, text: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(text);
}

/** The page asks how the profile is doing now, not when its patience ends. */
export async function askNow(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
}

export function tokenOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

/** Somebody on the same network tries passcodes. */
export async function guessWrongly(page: Page, url: string, times: number): Promise<void> {
  const unlock = new URL(`/api/v1/enroll/${tokenOf(url)}/unlock`, url).href;
  for (let n = 0; n < times; n += 1) {
    const answer = await page.request.post(unlock, { data: { passcode: `guess number ${n}` } });
    expect(answer.status()).toBe(401);
  }
}

/** Chooses a language in the page's own switch, and waits until everything is drawn in it. */
export async function speak(page: Page, language: string): Promise<void> {
  const choice = page.locator('#language');
  await choice.evaluate((select) => {
    select.dataset.before = '';
  });
  await choice.selectOption(language);
  await expect(page.locator('#language:not([data-before])')).toHaveValue(language);
  await expect(page.locator(`html[lang="${language}"]`)).toBeAttached();
}
