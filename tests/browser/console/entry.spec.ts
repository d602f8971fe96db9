// The way in: the first setup by its link, signing in, signing out.

import type { Page } from '@playwright/test';
import type { Server } from '../support/server';
import { expect, test } from '../support/test';

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function setUp(page: Page, server: Server): Promise<void> {
  await page.goto(`${server.base}/setup#${await server.setupToken()}`);
  await page.getByLabel('Organization').fill('Acme');
  await page.getByLabel('Your name').fill('Ada Lovelace');
  await page.getByLabel('Your email address').fill('ada@acme.example');
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Create organization' }).click();
}

test('the setup link makes the organization once, and leads into the console', async ({ page, ownServer, faults }) => {
  faults.expectStatus(401);
  await page.goto(ownServer.base);
  await expect(page.getByRole('heading', { name: 'Vestibule is not set up yet' })).toBeVisible();

  const link = `${ownServer.base}/setup#${await ownServer.setupToken()}`;
  await setUp(page, ownServer);
  await expect(page.getByText('Create your first policy')).toBeVisible();
  expect(page.url()).not.toContain('#');

  faults.expectStatus(409);
  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Vestibule is set up already' })).toBeVisible();
});

test('a wrong password says nothing more; the right one leads to where one was going', async ({
  page,
  server,
  admin,
  faults,
}) => {
  faults.expectStatus(401);
  await page.goto(`${server.base}/settings/beta-features`);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await signIn(page, admin.email, 'not the password');
  await expect(page.getByRole('alert').filter({ hasText: /\S/ }).first()).toBeVisible();
  await signIn(page, admin.email, admin.password);
  await expect(page.getByRole('heading', { name: 'Beta Features' })).toBeVisible();
});

test('signing out ends the session', async ({ page, server, admin, faults }) => {
  faults.expectStatus(401);
  await page.goto(server.base);
  await signIn(page, admin.email, admin.password);
  await page.getByRole('button', { name: 'Ada' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.goto(`${server.base}/policies`);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});
