// What every browser test starts from: a server of its worker, an admin, a network of its own, and no fault forgiven.

import { type BrowserContextOptions, test as base, devices } from '@playwright/test';
import { Admin } from './admin';
import { Demo } from './demo';
import { Faults } from './faults';
import { Server } from './server';

export { expect } from '@playwright/test';

const { defaultBrowserType: _, ...phone } = devices['iPhone 13'] as BrowserContextOptions & {
  defaultBrowserType: string;
};

/** An iPhone: its size, touch and name; the engine stays Chromium. */
export const iphone: BrowserContextOptions = phone;

/** A Mac with Safari. */
export const mac: BrowserContextOptions = {
  userAgent:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.2 Safari/605.1.15',
  viewport: { width: 1280, height: 800 },
};

/** A computer that cannot be enrolled. */
export const linux: BrowserContextOptions = {
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  viewport: { width: 1280, height: 800 },
};

interface ForWorker {
  /** One server for all tests of a worker. Its clock is never moved: a test that wants that has `ownServer`. */
  server: Server;
  admin: Admin;
  /** The sample organization; nothing in it is changed. */
  demo: Demo;
}

interface ForTest {
  /** A server of this test alone, whose clock may be moved. */
  ownServer: Server;
  ownAdmin: Admin;
  /** The address this test's browser comes from: guesses are counted by network. */
  network: string;
  faults: Faults;
}

let networks = 0;

export const test = base.extend<ForTest, ForWorker>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  admin: [
    async ({ server, playwright }, use) => {
      const admin = await Admin.of(server, playwright, 'Acme');
      await use(admin);
      await admin.end();
    },
    { scope: 'worker' },
  ],
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const demo = await Demo.start();
      await use(demo);
      await demo.end();
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  ownServer: async ({}, use) => {
    const server = await Server.start();
    await use(server);
    await server.stop();
  },
  ownAdmin: async ({ ownServer, playwright }, use) => {
    const admin = await Admin.of(ownServer, playwright, 'Acme');
    await use(admin);
    await admin.end();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  network: async ({}, use, { workerIndex }) => {
    networks += 1;
    await use(`10.${workerIndex % 256}.${networks >> 8}.${networks & 255}`);
  },
  extraHTTPHeaders: async ({ network }, use) => use({ 'x-forwarded-for': network }),
  faults: [
    async ({ context }, use) => {
      const faults = new Faults();
      await faults.watch(context);
      await use(faults);
      base.expect(faults.unexpected(), 'faults in the browser').toEqual([]);
    },
    { auto: true },
  ],
});
