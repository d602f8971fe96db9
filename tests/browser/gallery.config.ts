// Takes the gallery's pictures: make gallery.

import { defineConfig } from '@playwright/test';
import suites from './playwright.config';

export default defineConfig(suites, {
  testMatch: 'gallery/*.shots.ts',
  outputDir: '../../target/gallery',
  globalTeardown: require.resolve('./gallery/index-page'),
  timeout: 120_000,
});
