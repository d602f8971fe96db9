// Takes one picture of a screen and keeps it small: a palette is enough for flat colours.

import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';

export const gallery = join(__dirname, '../../../docs/gallery');

/** `name` is the file without its ending, below docs/gallery/. */
export async function shoot(page: Page, name: string, options: { sharp?: boolean; whole?: boolean } = {}) {
  const path = join(gallery, `${name}.png`);
  const raw = `${path}.raw.png`;
  mkdirSync(dirname(path), { recursive: true });
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  });
  await page.screenshot({
    path: raw,
    scale: options.sharp ? 'device' : 'css',
    fullPage: options.whole ?? false,
    animations: 'disabled',
    caret: 'hide',
  });
  const palette = options.sharp ? '192' : '64';
  const smaller = ['-strip', '-dither', 'None', '-colors', palette, '-define', 'png:compression-level=9'];
  execFileSync('convert', [raw, ...smaller, `PNG8:${path}`]);
  rmSync(raw);
}
