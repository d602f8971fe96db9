/** Around one field of the page: its name, where its value comes from, and the ways to another source. */

import { Button } from '@mantine/core';
import { IconCornerDownRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './Setting.module.css';

interface Props {
  name: string;
  text?: string;
  /** Where the value in force comes from. */
  source?: ReactNode;
  /** The source is another policy. */
  inherited?: boolean;
  actions: { name: string; onClick: () => void; disabled?: boolean }[];
  children?: ReactNode;
}

export function SettingFrame({ name, text, source, inherited, actions, children }: Props) {
  return (
    <section className={styles.setting} aria-label={name}>
      <div className={styles.head}>
        <h3 className={styles.name}>{name}</h3>
        <span className={styles.actions}>
          {actions.map((action) => (
            <Button
              key={action.name}
              size="sm"
              variant="subtle"
              color="accent"
              disabled={action.disabled ?? false}
              onClick={action.onClick}
            >
              {action.name}
            </Button>
          ))}
        </span>
      </div>
      {text ? <p className={styles.text}>{text}</p> : null}
      {source ? (
        <p className={styles.source}>
          {inherited ? <IconCornerDownRight size={16} aria-hidden className={styles.arrow} /> : null}
          <span>{source}</span>
        </p>
      ) : null}
      {children ? <div className={styles.control}>{children}</div> : null}
    </section>
  );
}
