/** A bordered surface with an optional head; sections of a screen stand in it. */

import type { ReactNode } from 'react';
import { join } from '@/lib/join';
import styles from './Card.module.css';

interface Props {
  title?: ReactNode;
  text?: ReactNode;
  /** At the right of the head. */
  actions?: ReactNode;
  children?: ReactNode;
  /** No padding around the content, for tables. */
  flush?: boolean;
  footer?: ReactNode;
}

export function Card({ title, text, actions, children, flush, footer }: Props) {
  return (
    <section className={styles.card}>
      {title || actions ? (
        <header className={styles.head}>
          <div className={styles.words}>
            {title ? <h2>{title}</h2> : null}
            {text ? <p className={styles.text}>{text}</p> : null}
          </div>
          {actions ? <div className={styles.actions}>{actions}</div> : null}
        </header>
      ) : null}
      {children ? <div className={join(styles.body, flush && styles.flush)}>{children}</div> : null}
      {footer ? <footer className={styles.footer}>{footer}</footer> : null}
    </section>
  );
}
