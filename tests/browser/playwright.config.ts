// How the browser suites run: the machine's Chromium, at most two browsers at a time, a server for each.

import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { chromium } from './support/chromium';

if (!existsSync(chromium.executablePath)) {
  throw new Error(`There is no ${chromium.executablePath}: sh .ci/install installs it, or set CHROMIUM.`);
}

export default defineConfig({
  testDir: '.',
  outputDir: '../../target/browser',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  reporter: [['list', { printSteps: false }]],
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: 'chromium',
    launchOptions: chromium,
    screenshot: 'only-on-failure',
  },
});
