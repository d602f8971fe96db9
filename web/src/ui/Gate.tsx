/** A page before the console: one card in the middle, with the mark above. */

import type { ReactNode } from 'react';
import styles from './Gate.module.css';
import { Mark } from './Mark';

export function Gate({
  title,
  text,
  children,
  foot,
}: {
  title: string;
  text?: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
}) {
  return (
    <main id="main" className={styles.page}>
      <div className={styles.column}>
        <Mark size={32} />
        <section className={styles.card}>
          <h1>{title}</h1>
          {text ? <p className={styles.text}>{text}</p> : null}
          {children}
        </section>
        {foot ? <p className={styles.foot}>{foot}</p> : null}
      </div>
    </main>
  );
}
