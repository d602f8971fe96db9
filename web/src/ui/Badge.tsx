/** A state in a word, with an icon or dot: colour never speaks alone. */

import { IconShieldCheckFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { join } from '@/lib/join';
import styles from './Badge.module.css';

export type BadgeTone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger';

export function Badge({
  tone = 'neutral',
  icon,
  children,
}: {
  tone?: BadgeTone;
  icon?: ReactNode;
  children: ReactNode;
}) {
  return (
    <span className={join(styles.badge, styles[tone])}>
      {icon ?? <span className={styles.dot} aria-hidden />}
      <span className={styles.word}>{children}</span>
    </span>
  );
}

/** The green badge of a secure policy. */
export function SecureBadge() {
  return (
    <Badge tone="success" icon={<IconShieldCheckFilled size={14} aria-hidden />}>
      Secure enrollment
    </Badge>
  );
}
