/** Names and values, one below the other: the details of a thing. */

import type { ReactNode } from 'react';
import styles from './Facts.module.css';

/** Values by name; those without a value are left out. */
export function Facts({ rows }: { rows: Record<string, ReactNode> }) {
  const filled = Object.entries(rows).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return (
    <dl className={styles.facts}>
      {filled.map(([name, value]) => (
        <div key={name} className={styles.row}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
