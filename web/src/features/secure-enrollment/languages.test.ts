import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { offered, ownName, SHIPPED } from './languages';

describe('languages', () => {
  it('previews exactly those the landing page ships', () => {
    const files = readdirSync(`${process.cwd()}/landing/locales/page`).map((name) => name.replace('.json', ''));
    expect([...SHIPPED].sort()).toEqual(files.sort());
  });

  it('offers what is not there yet, by both names', () => {
    expect(offered(['de']).map(({ value }) => value)).not.toContain('de');
    expect(offered([])).toContainEqual({ value: 'de', label: 'German · Deutsch' });
  });

  it('shows a tag it does not know as it is', () => {
    expect(ownName('xx-not-a-tag-at-all')).toBe('xx-not-a-tag-at-all');
  });
});
