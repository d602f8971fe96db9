// The web's unit tests: the landing page's choose their environment themselves, the console's run in a made-up browser.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const here = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'landing', root: here, include: ['landing/**/*.test.ts'] } },
      {
        plugins: [react()],
        resolve: { alias: { '@': join(here, 'src') } },
        test: {
          name: 'console',
          root: here,
          include: ['src/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          environmentOptions: { jsdom: { url: 'https://vestibule.test/' } },
          setupFiles: ['src/testing/setup.ts'],
          testTimeout: 20_000,
        },
      },
    ],
  },
});
