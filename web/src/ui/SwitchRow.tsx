/** One switch of the settings: its name, what it does, and the switch at the right. */

import { Switch } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import styles from './SwitchRow.module.css';

interface Props {
  name: string;
  text: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Why it cannot be changed. */
  reason?: string | undefined;
}

export function SwitchRow({ name, text, checked, onChange, reason }: Props) {
  const id = useId();
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <label htmlFor={id} className={styles.name}>
          {name}
        </label>
        <p id={`${id}-text`} className={styles.text}>
          {text}
          {reason ? <span className={styles.reason}>{reason}</span> : null}
        </p>
      </div>
      <Switch
        id={id}
        size="md"
        checked={checked}
        disabled={reason !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
        aria-describedby={`${id}-text`}
      />
    </div>
  );
}
