// Builds the landing page into dist/landing with fixed names; apart from the console, so that none of its code can leak in.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const landing = join(here, 'landing');

/** A language in one file: `page` stands in the document, the script fetches `later`, `server` is for the server alone. */
function catalogue(file: string): string {
  const read = (part: string) => JSON.parse(readFileSync(join(landing, 'locales', part, file), 'utf8'));
  return JSON.stringify({ page: read('page'), later: read('later'), server: read('server') });
}

/** What is shipped beside script and style: catalogues, the mark. The documents are the server's. */
function plainFiles(): Plugin {
  return {
    name: 'plain-files',
    generateBundle() {
      const ship = (fileName: string, source: string) => this.emitFile({ type: 'asset', fileName, source });
      for (const name of readdirSync(join(landing, 'locales/page'))) ship(`locales/${name}`, catalogue(name));
      ship('mark.svg', readFileSync(join(here, 'src/mark.svg'), 'utf8'));
    },
  };
}

/** The one dynamic import has nothing to preload: Vite's helper for that would be a twelfth of the first view's script. */
function plainImports(): Plugin {
  return {
    name: 'plain-imports',
    enforce: 'pre',
    load(id) {
      return id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : null;
    },
  };
}

/** Cuts the sheet in two, for the first view and for later, and leaves out the tokens that only the console uses. */
function slimSheet(): Plugin {
  return {
    name: 'slim-sheet',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const sheet = bundle['landing.css'];
        if (sheet?.type !== 'asset') throw new Error('there is no landing.css to slim');
        const whole = usedTokens(String(sheet.source));
        const [first, later, more] = whole.split(/later-begins\s*\{[^}]*\}/);
        if (!first || !later || more !== undefined) throw new Error('later.css has to begin with later-begins');
        sheet.source = first;
        this.emitFile({ type: 'asset', fileName: 'later.css', source: later });
      },
    },
  };
}

/** A token may lean on another, so it goes round until nothing is left to drop. */
function usedTokens(sheet: string): string {
  let css = sheet;
  for (let before = ''; before !== css; ) {
    before = css;
    css = css.replace(/(--[\w-]+):[^;}]*;?/g, (token, name: string) => (before.includes(`var(${name}`) ? token : ''));
  }
  return css;
}

export default defineConfig({
  root: landing,
  base: '/landing/',
  publicDir: false,
  plugins: [plainImports(), plainFiles(), slimSheet()],
  build: {
    outDir: join(here, 'dist/landing'),
    emptyOutDir: true,
    target: ['safari15', 'ios15'],
    cssTarget: ['safari15', 'ios15'],
    modulePreload: false,
    cssCodeSplit: false,
    rolldownOptions: {
      input: { landing: join(landing, 'main.ts') },
      output: { entryFileNames: '[name].js', assetFileNames: 'landing[extname]', chunkFileNames: '[name].js' },
    },
  },
});
