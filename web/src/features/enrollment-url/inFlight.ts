/** Profiles in flight, counted and dated: what a regeneration does to each. */

import type { Profile } from '@/api/profiles';
import { MAX_PAGE_ITEMS } from '@/lib/limits';

/** How many are read at once; beyond it the console says "200+". */
export const MOST_IN_FLIGHT = MAX_PAGE_ITEMS;
export const GRACE_MINUTES = 30;

/** Those whose deadline has not come. */
export function stillUsable(profiles: Profile[], now: number): Profile[] {
  return profiles.filter((profile) => !profile.deadline || Date.parse(profile.deadline) > now);
}

/** When a profile stops working if its URL is regenerated now: deadlines only ever move earlier. */
export function endAfter(profile: Profile, graceMinutes: 0 | 30, now: number): number {
  const fresh = now + graceMinutes * 60_000;
  return profile.deadline ? Math.min(fresh, Date.parse(profile.deadline)) : fresh;
}

/** `12`, or `200+` when there are more than were read. */
export function atLeast(n: number, more: boolean): string {
  return `${n.toLocaleString('en')}${more ? '+' : ''}`;
}
