import { describe, expect, it } from 'vitest';
import { securing, someOf } from './securing';

const policy = (path: string[], downloaded: number, configurator: number, last_seen_at: string | null) => ({
  name: path.at(-1) ?? '',
  path,
  legacy_url: { downloaded, configurator, last_seen_at },
});

describe('the numbers of the warning', () => {
  const report = {
    policies_to_secure: [
      policy(['Customer A'], 3, 0, '2026-11-20T10:00:00Z'),
      policy(['Customer A', 'Macs'], 40, 12, '2026-11-24T10:00:00Z'),
      policy(['Customer A', 'Macs', 'Lab'], 0, 0, null),
    ],
  };

  it('counts the branch, and names who is below the chosen policy', () => {
    expect(securing(report)).toMatchObject({ policies: 3, children: ['Macs', 'Macs › Lab'] });
  });

  it('sums the uses and takes the latest', () => {
    expect(securing(report)).toMatchObject({ downloads: 43, configurator: 12, lastUse: '2026-11-24T10:00:00Z' });
  });

  it('lists only legacy URLs that somebody used', () => {
    expect(securing(report).used.map((use) => use.name)).toEqual(['Customer A', 'Customer A › Macs']);
  });

  it('says nothing was used when nothing was', () => {
    const quiet = securing({ policies_to_secure: [policy(['Customer A'], 0, 0, null)] });
    expect(quiet).toMatchObject({ policies: 1, children: [], downloads: 0, lastUse: null, used: [] });
  });
});

describe('names in a sentence', () => {
  it('joins a few and counts the rest', () => {
    expect(someOf([])).toBe('');
    expect(someOf(['A'])).toBe('A');
    expect(someOf(['A', 'B', 'C'])).toBe('A, B and C');
    expect(someOf(['A', 'B', 'C', 'D', 'E', 'F'])).toBe('A, B, C, D and 2 more');
  });
});
