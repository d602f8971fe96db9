// Somebody who works in the console, by the words on the screen.

import { expect, type Page } from '@playwright/test';
import { signIn } from '../support/demo';

/** Signs in without the form: what is tested comes after it. */
export function signedIn(page: Page, { base }: { base: string }, { email, password }: Credentials): Promise<void> {
  return signIn(page.context().request, base, email, password);
}

interface Credentials {
  email: string;
  password: string;
}

/** A screen has come: nothing is a skeleton, nothing is on its way. */
export async function isThere(page: Page): Promise<void> {
  await expect(page.locator('h1, h2, [role="dialog"]').first()).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

/** The modal of a policy. */
export function modal(page: Page) {
  return page.getByRole('dialog');
}
