// Every screen of the console, and the way to it: what is held for one is held for all.

import { expect, type Page } from '@playwright/test';
import type { Demo } from '../support/demo';
import { isThere, modal, signedIn } from './console';

export interface Screen {
  name: string;
  /** Seen by nobody in particular. */
  public?: boolean;
  /** What the server answers on the way but successes. */
  statuses?: number[];
  open(page: Page, demo: Demo): Promise<unknown>;
}

const at =
  (path: string) =>
  async (page: Page, { base }: Demo) => {
    await page.goto(base + path);
  };

const policy =
  (name: string, tab = '') =>
  async (page: Page, demo: Demo) => {
    await page.goto(`${demo.base}/policies/${demo.policy(name)}${tab && `?tab=${tab}`}`);
    await expect(page.getByRole('tab', { name: 'Enrollment' })).toBeVisible();
  };

const secure = policy('Blue Harbor Clinic');

const device = (name: string) => async (page: Page, demo: Demo) => {
  await at('/devices')(page, demo);
  await page.getByRole('button', { name }).click();
  await modal(page).getByText('Serial number').waitFor();
};

export const screens: Screen[] = [
  { name: 'sign-in', public: true, statuses: [401], open: at('/sign-in') },
  { name: 'add-devices', open: secure },
  { name: 'add-devices-none', open: at('/policies') },
  { name: 'add-devices-not-secure', open: policy('Warehouse iPads') },
  { name: 'add-devices-inherited', open: policy('Front Desk iPads') },
  { name: 'add-devices-paused', open: policy('Travel iPhones') },
  { name: 'profiles', open: policy('Blue Harbor Clinic', 'profiles') },
  { name: 'urls', open: policy('Blue Harbor Clinic', 'urls') },
  { name: 'history', open: policy('Blue Harbor Clinic', 'history') },
  {
    name: 'enable',
    open: async (page, demo) => {
      await policy('Office Macs')(page, demo);
      await page.getByRole('button', { name: 'Enable Secure Enrollment' }).click();
      await modal(page).getByText('Gives this policy a randomized').waitFor();
    },
  },
  {
    name: 'enable-warning',
    open: async (page, demo) => {
      await policy('Office Macs')(page, demo);
      await page.getByRole('button', { name: 'Enable Secure Enrollment' }).click();
      await modal(page).getByText('Enable Secure Enrollment', { exact: true }).click();
      await modal(page).getByText('This cannot be undone.').waitFor();
    },
  },
  {
    name: 'modal',
    open: async (page, demo) => {
      await secure(page, demo);
      await page.getByRole('button', { name: 'Edit Secure Enrollment' }).click();
      await previewed(page);
    },
  },
  {
    name: 'modal-inherited',
    open: async (page, demo) => {
      await policy("Nurses' iPhones")(page, demo);
      await page.getByRole('button', { name: 'Edit Secure Enrollment' }).click();
      await previewed(page);
    },
  },
  {
    name: 'regenerate',
    open: async (page, demo) => {
      await secure(page, demo);
      await page.getByRole('button', { name: 'Regenerate URL' }).first().click();
      await modal(page).getByText('Profiles in flight').waitFor();
    },
  },
  {
    name: 'qr-code',
    open: async (page, demo) => {
      await secure(page, demo);
      await page.getByRole('button', { name: 'Show QR code' }).first().click();
      await modal(page).getByRole('img', { name: 'QR code of the enrollment URL' }).waitFor();
    },
  },
  { name: 'devices', open: at('/devices') },
  { name: 'device', open: device("Dr. Priya Raman's MacBook Pro") },
  {
    name: 'device-release',
    open: async (page, demo) => {
      await device("Tomás Herrera's MacBook Air")(page, demo);
      await modal(page).getByRole('button', { name: 'Release' }).click();
      await page.getByRole('dialog', { name: /^Release/ }).waitFor();
    },
  },
  {
    // Of one policy: the whole log begins with the sign-ins of those who look.
    name: 'audit-log',
    open: (page, demo) => at(`/audit?policy=${demo.policy("Doctors' Macs")}`)(page, demo),
  },
  {
    name: 'device-refused',
    open: async (page, demo) => {
      await at('/audit?action=device.enrollment_refused')(page, demo);
      await page.locator('tbody').getByRole('button', { name: 'Device refused' }).click();
      await modal(page).getByText('Reason').waitFor();
    },
  },
  { name: 'settings', open: at('/settings/general') },
  { name: 'beta-features', open: at('/settings/beta-features') },
  { name: 'users', open: at('/settings/users') },
  { name: 'api-tokens', open: at('/settings/api-tokens') },
  { name: 'profile', open: at('/settings/profile') },
  {
    name: 'search',
    open: async (page, demo) => {
      await secure(page, demo);
      await page.keyboard.press('Control+k');
      await modal(page).getByRole('combobox').fill('ma');
      await modal(page).getByRole('option').first().waitFor();
    },
  },
  { name: 'nothing-here', statuses: [404], open: at('/nothing/here') },
];

/** Opens a screen as its owner, or as nobody. */
export async function show(page: Page, demo: Demo, screen: Screen): Promise<void> {
  if (!screen.public) await signedIn(page, demo, demo);
  await screen.open(page, demo);
  await isThere(page);
}

/** The page in the preview has come; on a phone it is behind its own tab. */
async function previewed(page: Page): Promise<void> {
  await expect(modal(page).getByText('Secure Enrollment is enabled')).toBeVisible();
  await expect(page.frameLocator('iframe').locator('h1')).toBeAttached();
  await expect(page.frameLocator('iframe').locator('.next li').first()).toBeAttached();
}
