/** A message that stays in the page: what is at risk or what happened, and the one action that answers it. */

import { IconAlertTriangle, IconCircleCheck, IconExclamationCircle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { join } from '@/lib/join';
import styles from './Notice.module.css';

export type Tone = 'info' | 'warning' | 'danger' | 'success';

const ICONS = {
  info: IconInfoCircle,
  warning: IconAlertTriangle,
  danger: IconExclamationCircle,
  success: IconCircleCheck,
};

interface Props {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** It appeared because of something the user did: screen readers say it at once. */
  live?: boolean;
}

export function Notice({ tone = 'info', title, children, action, live }: Props) {
  const Icon = ICONS[tone];
  return (
    <div className={join(styles.notice, styles[tone])} role={live ? 'alert' : undefined}>
      <Icon size={20} className={styles.icon} aria-hidden />
      <div className={styles.words}>
        {title ? <p className={styles.title}>{title}</p> : null}
        {children ? <div className={styles.text}>{children}</div> : null}
      </div>
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}
