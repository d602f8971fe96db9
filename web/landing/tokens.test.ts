// @vitest-environment node
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const css = readFileSync(fileURLToPath(new URL('../src/styles/tokens.css', import.meta.url)), 'utf8');
const colours = new Map<string, [string, string]>([['on-accent', ['#ffffff', '#ffffff']]]);
for (const [, name, light, dark] of css.matchAll(/--color-([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)) {
  colours.set(name ?? '', [light ?? '', dark ?? '']);
}

// WCAG 2.2, relative luminance and contrast ratio.
function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const text = 4.5;
const line = 3;
const grounds = ['page', 'sunken', 'surface', 'raised', 'hover'];
const pairs: [string, string, number][] = [
  ...grounds.flatMap((ground): [string, string, number][] => [
    ['text', ground, text],
    ['muted', ground, text],
  ]),
  ...['accent', 'success', 'warning', 'danger'].flatMap((tone): [string, string, number][] => [
    [tone, 'surface', text],
    [tone, 'raised', text],
    [tone, `${tone}-subtle`, text],
    ['text', `${tone}-subtle`, text],
  ]),
  ['accent', 'page', text],
  ['on-accent', 'accent-fill', text],
  ['on-accent', 'accent-fill-hover', text],
  ['on-accent', 'danger-fill', text],
  ['accent-fill', 'surface', line],
  ['focus', 'surface', line],
  ['focus', 'page', line],
  ['border-strong', 'surface', line],
  ['border-strong', 'page', line],
  ['border-strong', 'raised', line],
];

describe('the tokens', () => {
  it.each(pairs)('%s can be read on %s in light and dark (%d:1)', (front, back, least) => {
    for (const scheme of [0, 1]) {
      const [one, other] = [colours.get(front)?.[scheme], colours.get(back)?.[scheme]];
      expect(contrast(one ?? '', other ?? '')).toBeGreaterThanOrEqual(least);
    }
  });
});
