/** The head of a screen: where it stands, what it shows, and what can be done with the whole of it. The section's name stands in the bar above. */

import type { ReactNode } from 'react';
import styles from './PageHeader.module.css';

interface Props {
  /** The thing shown; left out where the bar above says it already. */
  title?: ReactNode;
  /** One sentence on what this screen is for. */
  text?: ReactNode;
  /** Above the title: where it stands. */
  place?: ReactNode;
  /** Beside the title: its state. */
  badge?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ title, text, place, badge, actions }: Props) {
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        {place ? <div className={styles.place}>{place}</div> : null}
        {title ? (
          <div className={styles.line}>
            <h2 className={styles.title}>{title}</h2>
            {badge}
          </div>
        ) : null}
        {text ? <p className={styles.text}>{text}</p> : null}
      </div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </header>
  );
}
