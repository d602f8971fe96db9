/** The state of a device, as a badge. */

import { Badge, type BadgeTone } from '@/ui/Badge';
import type { Device } from './queries';
import { words } from './words';

const TONES: Record<Device['state'], BadgeTone> = { enrolling: 'accent', enrolled: 'success', checked_out: 'neutral' };

export function StateBadge({ state }: { state: Device['state'] }) {
  return <Badge tone={TONES[state]}>{words.states[state]}</Badge>;
}
