// Every state of the landing page, and the way to it: what is held for one is held for all.

import type { BrowserContextOptions, Page } from '@playwright/test';
import type { Admin, Change } from '../support/admin';
import type { Faults } from '../support/faults';
import { picture } from '../support/picture';
import type { Server } from '../support/server';
import { iphone, linux, mac } from '../support/test';
import { askNow, download, downloadNow, guessWrongly, passcode, seeHeading, tokenOf, visit } from './visitor';

/** What a state is made with. */
export interface Stage {
  page: Page;
  server: Server;
  admin: Admin;
  faults: Faults;
}

export interface State {
  name: string;
  /** What the visitor holds; an iPhone unless said. */
  device?: BrowserContextOptions;
  /** Leads there; the heading is what the page then says. */
  open(stage: Stage): Promise<unknown>;
  heading: string | RegExp;
  /** A page that the server made by itself: it has no switches. */
  plain?: boolean;
}

const secret = 'grüne wiese';
const welcome =
  '## Before you begin\n\nConnect to **Wi-Fi** and plug your device in. The [guide](https://intranet.example/guide) has pictures.\n\n- Back up your data\n- Have your passcode ready';

let pages = 0;

/** A fresh page of its own. */
async function fresh({ admin }: Stage, change: Change = {}): Promise<{ policy: string; url: string }> {
  pages += 1;
  const policy = await admin.secured(`Field staff ${pages}`, change);
  return { policy, url: await admin.url(policy) };
}

async function branded(stage: Stage): Promise<Change> {
  const sha256 = await stage.admin.upload(picture());
  return { logo: { sha256, alt: 'Acme' }, page_text: welcome, passcode: secret };
}

async function locked(stage: Stage): Promise<string> {
  const { url } = await fresh(stage, { passcode: secret });
  await visit(stage.page, url);
  return url;
}

async function downloaded(stage: Stage): Promise<{ policy: string; profileUrl: string }> {
  const { policy, url } = await fresh(stage);
  await visit(stage.page, url);
  const { profileUrl } = await download(stage.page);
  await seeHeading(stage.page, /^Now install it/);
  return { policy, profileUrl };
}

/** The server reports this of the profile. */
async function reports(page: Page, status: { state: string; refusal?: { code: string; at: string } }): Promise<void> {
  await page.route('**/status', (route) => route.fulfill({ json: { deadline: null, refusal: null, ...status } }));
  await askNow(page);
}

export const states: State[] = [
  {
    name: 'plain',
    heading: /^Enroll your .iPhone. with .Acme.$/,
    open: async (stage) => visit(stage.page, (await fresh(stage)).url),
  },
  {
    name: 'branded',
    heading: /^Enroll your .iPhone. with .Acme.$/,
    open: async (stage) => visit(stage.page, (await fresh(stage, await branded(stage))).url),
  },
  {
    name: 'mac',
    device: mac,
    heading: /^Enroll your .Mac. with .Acme.$/,
    open: async (stage) => visit(stage.page, (await fresh(stage, await branded(stage))).url),
  },
  {
    name: 'other-device',
    device: linux,
    heading: 'Open this page on the device you want to enroll',
    open: async (stage) => visit(stage.page, (await fresh(stage)).url),
  },
  {
    name: 'in-app-browser',
    device: { ...iphone, userAgent: iphone.userAgent?.replace(/Version.*/, 'Mobile/19A346 [FBAN/FBIOS]') },
    heading: /^Enroll your .iPhone. with .Acme.$/,
    open: async (stage) => visit(stage.page, (await fresh(stage)).url),
  },
  {
    name: 'passcode-missing',
    heading: /^Enroll your/,
    open: async (stage) => {
      await locked(stage);
      await downloadNow(stage.page).click();
      await stage.page.getByText('Enter the passcode').first().waitFor();
    },
  },
  {
    name: 'passcode-wrong',
    heading: /^Enroll your/,
    open: async (stage) => {
      stage.faults.expectStatus(401);
      await locked(stage);
      await passcode(stage.page).fill('blue sky');
      await downloadNow(stage.page).click();
      await stage.page.getByText('That passcode isn’t right').first().waitFor();
    },
  },
  {
    name: 'too-many-tries',
    heading: /^Enroll your/,
    open: async (stage) => {
      stage.faults.expectStatus(429);
      await guessWrongly(stage.page, await locked(stage), 6);
      await passcode(stage.page).fill(secret);
      await downloadNow(stage.page).click();
      await stage.page.getByText('Too many tries').first().waitFor();
    },
  },
  {
    name: 'server-unreachable',
    heading: /^Enroll your/,
    open: async (stage) => {
      stage.faults.expectNoConnection();
      await locked(stage);
      await passcode(stage.page).fill(secret);
      await stage.page.route('**/unlock', (route) => route.abort());
      await downloadNow(stage.page).click();
      await stage.page.getByText('The server can’t be reached').first().waitFor();
    },
  },
  {
    name: 'page-unreachable',
    heading: 'This page can’t be loaded',
    open: async (stage) => {
      stage.faults.expectNoConnection();
      await stage.page.route('**/api/v1/enroll/*', (route) => route.abort());
      await visit(stage.page, (await fresh(stage)).url);
    },
  },
  {
    name: 'paused',
    heading: 'Enrollment is paused',
    open: async (stage) => {
      const { policy, url } = await fresh(stage, await branded(stage));
      await stage.admin.pause(policy, 'We are moving. Come back on Monday.');
      await visit(stage.page, url);
    },
  },
  {
    name: 'retired',
    heading: 'This enrollment URL is no longer valid',
    open: async (stage) => {
      stage.faults.expectStatus(410);
      const { policy, url } = await fresh(stage);
      await stage.admin.regenerate(policy);
      await visit(stage.page, url);
      await downloadNow(stage.page).click();
    },
  },
  {
    name: 'unknown',
    heading: 'There is nothing at this address',
    plain: true,
    open: async (stage) => {
      stage.faults.expectStatus(404);
      await stage.page.goto(`${stage.server.base}/e/0000000-0000000-0000000-0000000`);
    },
  },
  {
    name: 'deleted-meanwhile',
    heading: 'There is nothing at this address',
    open: async (stage) => {
      stage.faults.expectStatus(404);
      const { policy, url } = await fresh(stage);
      await visit(stage.page, url);
      await stage.admin.delete(`policies/${policy}`);
      await downloadNow(stage.page).click();
    },
  },
  {
    name: 'legacy-retired',
    heading: 'This enrollment URL is no longer valid',
    plain: true,
    open: async (stage) => {
      stage.faults.expectStatus(410);
      pages += 1;
      const policy = await stage.admin.policy(`Field staff ${pages}`);
      const legacy = await stage.admin.url(policy);
      await stage.admin.enable(policy);
      await stage.page.goto(legacy);
    },
  },
  {
    name: 'starting',
    heading: 'Downloading the profile',
    open: async (stage) => {
      // No content: the browser stays where it is, and the server gives nothing away.
      await stage.page.route(/\/enroll\/profiles\/[^/]+$/, (route) => route.fulfill({ status: 204 }));
      await visit(stage.page, (await fresh(stage)).url);
      await downloadNow(stage.page).click();
    },
  },
  { name: 'downloaded', heading: /^Now install it on your .iPhone.$/, open: downloaded },
  { name: 'downloaded-mac', device: mac, heading: /^Now install it on your .Mac.$/, open: downloaded },
  {
    name: 'downloaded-deadline',
    heading: /^Now install it/,
    open: async (stage) => {
      const { policy } = await downloaded(stage);
      await stage.admin.regenerate(policy);
      await askNow(stage.page);
      await stage.page.getByText('This profile works until').first().waitFor();
    },
  },
  {
    name: 'download-gone',
    heading: /^Now install it/,
    open: async (stage) => {
      await stage.page.clock.install();
      await downloaded(stage);
      await stage.page.clock.fastForward('08:01');
      await stage.page.getByText('has deleted the download').first().waitFor();
    },
  },
  {
    name: 'connection-lost',
    heading: /^Now install it/,
    open: async (stage) => {
      stage.faults.expectNoConnection();
      await downloaded(stage);
      await stage.page.route('**/status', (route) => route.abort());
      await askNow(stage.page);
      await stage.page.getByText('No connection').first().waitFor();
    },
  },
  {
    name: 'certificate-issued',
    heading: /is being enrolled$/,
    open: async (stage) => {
      await downloaded(stage);
      await reports(stage.page, { state: 'certificate_issued' });
    },
  },
  {
    name: 'enrolled',
    heading: /^Your .iPhone. is enrolled$/,
    open: async (stage) => {
      await downloaded(stage);
      await reports(stage.page, { state: 'enrolled' });
    },
  },
  {
    name: 'expired',
    heading: 'This profile has expired',
    open: async (stage) => {
      const { policy } = await downloaded(stage);
      await stage.admin.regenerate(policy, 0);
      await askNow(stage.page);
    },
  },
  {
    name: 'revoked',
    heading: 'This profile is no longer valid',
    open: async (stage) => {
      const { policy } = await downloaded(stage);
      await stage.admin.revokeAll(policy);
      await askNow(stage.page);
    },
  },
  {
    name: 'refused',
    heading: /was not enrolled$/,
    open: async (stage) => {
      await downloaded(stage);
      const refusal = { code: 'device_live', at: new Date().toISOString() };
      await reports(stage.page, { state: 'certificate_issued', refusal });
    },
  },
];

/** The states that the script makes; they have a switch of languages. */
export const scripted = states.filter((state) => !state.plain);

export { secret, tokenOf };
