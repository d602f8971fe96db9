// The modal by the keyboard alone.

import type { Page } from '@playwright/test';
import { expect, test } from '../support/test';
import { isThere, modal, signedIn } from './console';

/** Tab until this has the focus. */
async function tabTo(page: Page, role: 'button' | 'switch' | 'textbox', name: string): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true }).first();
  for (let n = 0; n < 80; n += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${name}`);
}

test('a policy is secured and given a passcode without a mouse', async ({ page, server, admin }) => {
  const policy = await admin.policy('By keyboard');
  await signedIn(page, server, admin);
  await page.goto(`${server.base}/policies/${policy}`);
  await isThere(page);

  await tabTo(page, 'button', 'Enable Secure Enrollment');
  await page.keyboard.press('Enter');
  await tabTo(page, 'switch', 'Enable Secure Enrollment');
  await page.keyboard.press('Space');
  await expect(modal(page).getByText('This cannot be undone.')).toBeVisible();
  await tabTo(page, 'button', 'I understand');
  await page.keyboard.press('Enter');
  await expect(modal(page).getByText('Secure Enrollment is enabled')).toBeVisible();

  await tabTo(page, 'button', 'Set passcode');
  await page.keyboard.press('Enter');
  await expect(modal(page).getByLabel('New passcode')).toBeFocused();
  await page.keyboard.type('grüne wiese');
  await tabTo(page, 'button', 'Save');
  await page.keyboard.press('Enter');
  await expect(modal(page).getByText('The passcode is changed')).toBeVisible();
  await tabTo(page, 'button', 'Done');
  await page.keyboard.press('Enter');
  await expect(modal(page)).toHaveCount(0);
  await expect(page.getByText('Visitors are asked for a passcode')).toBeVisible();
});

test('the focus stays in the modal, and Escape gives it back', async ({ page, server, admin }) => {
  const policy = await admin.secured('Focus');
  await signedIn(page, server, admin);
  await page.goto(`${server.base}/policies/${policy}`);
  const opener = page.getByRole('button', { name: 'Edit Secure Enrollment' });
  await opener.click();
  await expect(modal(page).getByText('Secure Enrollment is enabled')).toBeVisible();
  for (let n = 0; n < 40; n += 1) {
    await page.keyboard.press('Tab');
    expect(await modal(page).evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect(modal(page)).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test('what was typed is not lost by Escape', async ({ page, server, admin }) => {
  const policy = await admin.secured('Typed');
  await signedIn(page, server, admin);
  await page.goto(`${server.base}/policies/${policy}`);
  await page.getByRole('button', { name: 'Edit Secure Enrollment' }).click();
  await modal(page).getByLabel('Page text, Default').fill('Welcome');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Leave without saving?')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Leave without saving?')).toHaveCount(0);
  await expect(modal(page).getByLabel('Page text, Default')).toHaveValue('Welcome');

  // The button is gone once it is pressed, and the focus with it; the key still works.
  await page.getByRole('button', { name: 'Set passcode' }).click();
  await page.getByRole('button', { name: 'Generate', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Leave without saving?')).toBeVisible();
});
