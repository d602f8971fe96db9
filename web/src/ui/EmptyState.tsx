/** An empty place that teaches: what will stand here, why it is empty, and the one thing to do. */

import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './State.module.css';

interface Props {
  icon: TablerIcon;
  title: ReactNode;
  text?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ icon: Icon, title, text, action }: Props) {
  return (
    <div className={styles.state}>
      <span className={styles.mark}>
        <Icon size={24} aria-hidden />
      </span>
      <h2 className={styles.title}>{title}</h2>
      {text ? <p className={styles.text}>{text}</p> : null}
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}
