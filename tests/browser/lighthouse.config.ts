// Measures the landing page with Lighthouse: make lighthouse.

import { defineConfig } from '@playwright/test';
import suites from './playwright.config';

export default defineConfig(suites, {
  testMatch: 'lighthouse/*.measure.ts',
  outputDir: '../../target/lighthouse',
  workers: 1,
  timeout: 240_000,
});
