/** What follows, one sentence a line. */

import { IconArrowRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './Consequences.module.css';

export function Consequences({ of }: { of: ReactNode[] }) {
  return (
    <ul className={styles.list}>
      {of.map((consequence, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown
        <li key={n}>
          <IconArrowRight size={16} aria-hidden />
          <span>{consequence}</span>
        </li>
      ))}
    </ul>
  );
}
