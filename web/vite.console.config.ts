// Builds the console into dist/console; file names change with their content, so the server lets browsers keep them.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Sets the chosen theme before the first paint: a small script of its own, for the page allows no inline ones. */
function themeFirst(): Plugin {
  const source = `try{const t=localStorage.getItem('vestibule-theme');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch{}\n`;
  let reference = '';
  return {
    name: 'theme-first',
    apply: 'build',
    buildStart() {
      reference = this.emitFile({ type: 'asset', name: 'theme.js', source });
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const page = bundle['index.html'];
        if (page?.type !== 'asset') throw new Error('there is no index.html to fill');
        const tag = `<script src="/console/${this.getFileName(reference)}"></script>`;
        page.source = String(page.source).replace('<title>', `${tag}\n    <title>`);
      },
    },
  };
}

export default defineConfig({
  root: join(here, 'src'),
  base: '/console/',
  publicDir: false,
  resolve: { alias: { '@': join(here, 'src') } },
  plugins: [react(), themeFirst()],
  server: { proxy: { '/api': process.env.VESTIBULE_URL ?? 'http://127.0.0.1:8080' } },
  build: {
    outDir: join(here, 'dist/console'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // One first file of about 210 KB gzip: an admin loads it once, and it is kept for a year.
    chunkSizeWarningLimit: 800,
    target: ['safari16.4', 'chrome111', 'firefox114'],
  },
});
