// @vitest-environment node
// Builds the page as it is shipped and weighs it.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const documents = fileURLToPath(new URL('../../api/server/templates/landing', import.meta.url));
const built = mkdtempSync(join(tmpdir(), 'landing-'));
const sheets = ['landing.css', 'later.css'];
const read = (name: string) => readFileSync(join(built, name), 'utf8');

beforeAll(async () => {
  await build({
    configFile: fileURLToPath(new URL('../vite.landing.config.ts', import.meta.url)),
    build: { outDir: built },
    logLevel: 'error',
  });
}, 60_000);
afterAll(() => rmSync(built, { recursive: true, force: true }));

describe('the built page', () => {
  // The rest is the document's, which the server's tests weigh with it in every language (tests/suite/api/headers.rs).
  it('fits what its first view loads into 10 KB gzip', () => {
    const loaded = ['landing.js', 'landing.css'].map((name) => gzipSync(read(name)).length);
    expect(loaded.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(10 * 1024);
  });

  it('has the fixed names the server serves', () => {
    expect(readdirSync(built).sort()).toEqual([
      'landing.css',
      'landing.js',
      'later.css',
      'later.js',
      'locales',
      'mark.svg',
    ]);
  });

  it('keeps to the content security policy: nothing inline, nothing from elsewhere', () => {
    for (const name of readdirSync(documents)) {
      const html = readFileSync(join(documents, name), 'utf8');
      expect(html).not.toMatch(/<style|<script(?![^>]*(?:src=|type="application\/json"))|\son\w+=|\sstyle=|https?:/i);
    }
    for (const sheet of sheets) expect(read(sheet)).not.toMatch(/@import|https?:|url\(/);
    const script = (read('landing.js') + read('later.js')).replace(/http:\/\/www\.w3\.org\/\S+/g, '');
    expect(script).not.toMatch(/https?:|eval\(|document\.cookie|localStorage|sessionStorage| style=/);
  });

  it('uses only tokens that exist', () => {
    const css = sheets.map(read).join('');
    const used = [...css.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name ?? '');
    // The script sets the colours of the logo.
    const script = ['--brand-light', '--brand-dark', '--tint-light', '--tint-dark'];
    expect([...new Set(used)].filter((name) => !css.includes(`${name}:`))).toEqual(script);
  });

  it('names no colour outside the tokens', () => {
    for (const sheet of sheets) {
      const own = readFileSync(fileURLToPath(new URL(`./${sheet}`, import.meta.url)), 'utf8');
      expect(own.match(/#[0-9a-f]{3,8}\b|rgba?\(|hsl/gi)).toBeNull();
    }
  });
});
