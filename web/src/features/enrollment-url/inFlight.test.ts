import { describe, expect, it } from 'vitest';
import type { Profile } from '@/api/profiles';
import { atLeast, endAfter, stillUsable } from './inFlight';

const now = Date.parse('2026-11-25T14:02:00Z');
const profile = (deadline: string | null): Profile => ({
  id: deadline ?? 'none',
  policy_id: 'p',
  enrollment_url_id: 'u',
  created_at: '2026-11-25T14:00:00Z',
  state: 'downloaded',
  client: {},
  deadline,
});

describe('what a regeneration does to profiles in flight', () => {
  it('gives those without a deadline 30 minutes, or none', () => {
    expect(endAfter(profile(null), 30, now)).toBe(Date.parse('2026-11-25T14:32:00Z'));
    expect(endAfter(profile(null), 0, now)).toBe(now);
  });

  it('never moves a deadline later', () => {
    expect(endAfter(profile('2026-11-25T14:10:00Z'), 30, now)).toBe(Date.parse('2026-11-25T14:10:00Z'));
    expect(endAfter(profile('2026-11-25T15:00:00Z'), 30, now)).toBe(Date.parse('2026-11-25T14:32:00Z'));
  });

  it('does not count those whose deadline has come', () => {
    const all = [profile(null), profile('2026-11-25T14:02:00Z'), profile('2026-11-25T14:02:01Z')];
    expect(stillUsable(all, now).map(({ id }) => id)).toEqual(['none', '2026-11-25T14:02:01Z']);
  });

  it('says when it knows only a part', () => {
    expect(atLeast(200, true)).toBe('200+');
    expect(atLeast(3, false)).toBe('3');
  });
});
