// @vitest-environment node
// Builds the page as it is shipped and weighs it.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from './languages';

const budget = 12 * 1024;
const built = mkdtempSync(join(tmpdir(), 'landing-'));
const sheets = ['landing.css', 'later.css'];
const read = (name: string) => readFileSync(join(built, name), 'utf8');
// The server compresses with the library's usual level.
const weight = (text: string) => gzipSync(text).length;

// The document as the server fills it, with the plain form and its passcode field: the words stand in it, so each
// language weighs differently. Logo and page text are the organization's own.
function filled(language: string): string {
  const { page, later, server } = JSON.parse(read(`locales/${language}.json`));
  const path = '7EVM9QT-3T8X1W7-B6Y37JW-YAN91S3';
  const holes: Record<string, string> = {
    ...later,
    ...page,
    ...server,
    language,
    dir: 'ltr',
    words: JSON.stringify(page),
    preload: `/api/v1/enroll/${path}`,
    action: `/e/${path}`,
    hint: server.after_download,
    logo: '',
    text: '',
    message: '',
  };
  const fill = (name: string): string => read(name).replace(/{{(\w+)}}/g, (_, hole: string) => holes[hole] ?? hole);
  holes.passcode_field = fill('noscript-passcode.html');
  holes.form = fill('noscript-form.html');
  holes.noscript = fill('noscript.html');
  return fill('index.html');
}

beforeAll(async () => {
  await build({
    configFile: fileURLToPath(new URL('../vite.landing.config.ts', import.meta.url)),
    build: { outDir: built },
    logLevel: 'error',
  });
}, 60_000);
afterAll(() => rmSync(built, { recursive: true, force: true }));

describe('the built page', () => {
  it.each(languages)('fits its first view into 12 KB gzip in %s', (language) => {
    const first = [filled(language), read('landing.js'), read('landing.css')].map(weight);
    expect(first.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(budget);
  });

  it('has the fixed names the server serves', () => {
    expect(readdirSync(built).sort()).toEqual([
      'end.html',
      'index.html',
      'landing.css',
      'landing.js',
      'later.css',
      'later.js',
      'locales',
      'mark.svg',
      'noscript-form.html',
      'noscript-logo.html',
      'noscript-passcode.html',
      'noscript.html',
    ]);
  });

  it('keeps to the content security policy: nothing inline, nothing from elsewhere', () => {
    for (const name of readdirSync(built).filter((each) => each.endsWith('.html'))) {
      const html = read(name);
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
