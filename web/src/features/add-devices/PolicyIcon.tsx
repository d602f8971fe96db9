/** The icon of a policy in its colour. */

import type { Policy } from '@/api/policies';
import { drawn, iconOf } from './look';

export function PolicyIcon({ policy, size = 16 }: { policy: Pick<Policy, 'color' | 'icon'>; size?: 16 | 20 }) {
  const Icon = iconOf(policy.icon);
  return <Icon size={size} aria-hidden style={{ color: drawn(policy.color) ?? 'var(--color-muted)' }} />;
}
