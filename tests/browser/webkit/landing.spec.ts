// The landing page in WebKit, the nearest thing to Safari on this machine.

import { readFileSync } from 'node:fs';
import { picture } from '../support/picture';
import { test as base, expect } from '../support/test';
import { type Browser, Driver } from './webdriver';

const test = base.extend<{ webkit: Browser }, { driver: Driver }>({
  driver: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const driver = await Driver.start();
      await use(driver);
      await driver.stop();
    },
    { scope: 'worker' },
  ],
  webkit: async ({ driver }, use) => {
    const webkit = await driver.browser();
    await use(webkit);
    await webkit.end();
  },
});

// One display and one driver are enough.
test.describe.configure({ mode: 'default' });

const secret = 'grüne wiese';
const button = 'button.primary';

/** The page shows the steps of a Mac: MiniBrowser says that it runs on Linux. */
async function onAMac(webkit: Browser): Promise<void> {
  await webkit.sees('h1', 'Open this page on the device you want to enroll');
  await webkit.run(`const choice = document.querySelector('#device');
    choice.value = 'mac15'; choice.dispatchEvent(new Event('change', { bubbles: true }));`);
  await webkit.sees('h1', 'Enroll your');
}

/** Keeps the page from leaving for the download, as a browser that saves it does, and remembers where it would go. */
async function takesDownloads(webkit: Browser): Promise<() => Promise<string>> {
  await webkit.run(`new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) if (name.endsWith('/status')) window.followed = name;
  }).observe({ type: 'resource', buffered: true });`);
  return async () => (await webkit.run<string | null>('return window.followed ?? null')) ?? '';
}

test('logo, text and form are there, and nothing breaks the policy', async ({ webkit, admin }) => {
  const logo = { sha256: await admin.upload(picture()), alt: 'Acme' };
  const change = { logo, page_text: '## Welcome\n\nAsk **IT**.', passcode: secret };
  await webkit.open(await admin.url(await admin.secured('WebKit page', change)));
  await webkit.run(`window.refused = [];
    document.addEventListener('securitypolicyviolation', (event) => window.refused.push(event.violatedDirective));`);
  await onAMac(webkit);
  await webkit.sees('.text h2', 'Welcome');
  const logoWidth = await webkit.run<number>(`return document.querySelector('.logo').naturalWidth`);
  expect(logoWidth).toBeGreaterThan(0);
  const styled = await webkit.run<string>(`return getComputedStyle(document.querySelector('.card')).display`);
  expect(styled).toBe('grid');
  const wide = await webkit.run<number>('return document.documentElement.scrollWidth - innerWidth');
  expect(wide).toBeLessThanOrEqual(0);
  expect(await webkit.run('return window.refused')).toEqual([]);
  expect(await webkit.run('return document.cookie')).toBe('');
});

test('a wrong passcode is told, the right one starts the download and the page follows it', async ({
  webkit,
  admin,
}) => {
  const policy = await admin.secured('WebKit passcode', { passcode: secret });
  await webkit.open(await admin.url(policy));
  await onAMac(webkit);
  await webkit.type('#passcode', 'blue sky');
  await webkit.click(button);
  await webkit.sees('#message', /That passcode isn’t right.+tr(y|ies) left/);
  await webkit.type('#passcode', secret);
  const followed = await takesDownloads(webkit);
  await webkit.click(button);
  await webkit.sees('h1', 'Now install it on your');
  await expect.poll(followed).toContain('/enroll/profiles/');

  await admin.revokeAll(policy);
  await webkit.run(`window.dispatchEvent(new Event('online'))`);
  await webkit.sees('h1', 'This profile is no longer valid');
});

test('a retired URL ends the visit', async ({ webkit, admin }) => {
  const policy = await admin.secured('WebKit retired');
  await webkit.open(await admin.url(policy));
  await onAMac(webkit);
  await admin.regenerate(policy);
  await webkit.click(button);
  await webkit.sees('h1', 'This enrollment URL is no longer valid');
});

test('Arabic is laid out from right to left', async ({ webkit, admin }) => {
  const change = { page_text: 'Welcome', translations: { ar: 'أهلا وسهلا' } };
  await webkit.open(`${await admin.url(await admin.secured('WebKit Arabic', change))}?language=ar`);
  await webkit.sees('.text', 'أهلا وسهلا');
  expect(await webkit.run('return document.documentElement.dir')).toBe('rtl');
  const [field, wide] = await webkit.run<[string, number]>(
    `return [getComputedStyle(document.querySelector('.card')).direction, document.documentElement.scrollWidth - innerWidth]`,
  );
  expect(field).toBe('rtl');
  expect(wide).toBeLessThanOrEqual(0);
});

test('axe finds nothing in WebKit either', async ({ webkit, admin }) => {
  await webkit.open(await admin.url(await admin.secured('WebKit axe', { page_text: '## Hello', passcode: secret })));
  await onAMac(webkit);
  const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  await webkit.run(`${axe}; window.axe = axe;
    window.axe.run().then(({ violations }) => { window.found = violations.map(({ id }) => id); });`);
  await expect.poll(() => webkit.run('return window.found ?? null'), { timeout: 15_000 }).toEqual([]);
});
