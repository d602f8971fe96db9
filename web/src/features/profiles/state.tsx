/** The state of a profile, as a badge. */

import type { Profile } from '@/api/profiles';
import { Badge, type BadgeTone } from '@/ui/Badge';
import { words } from './words';

const TONES: Record<Profile['state'], BadgeTone> = {
  ready: 'neutral',
  downloaded: 'accent',
  certificate_issued: 'accent',
  enrolled: 'success',
  expired: 'neutral',
  revoked: 'danger',
};

export function StateBadge({ state }: { state: Profile['state'] }) {
  return <Badge tone={TONES[state]}>{words.states[state]}</Badge>;
}

const GOING: Record<Profile['state'], boolean> = {
  ready: true,
  downloaded: true,
  certificate_issued: true,
  enrolled: false,
  expired: false,
  revoked: false,
};

/** It can still become a device. */
export function isOpen(profile: Profile, now: number): boolean {
  return GOING[profile.state] && (!profile.deadline || Date.parse(profile.deadline) > now);
}
