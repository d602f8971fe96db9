/** A filter in force, with a way to take it off. */

import { IconX } from '@tabler/icons-react';
import styles from './Chip.module.css';

export function Chip({ name, value, onRemove }: { name: string; value: string; onRemove: () => void }) {
  return (
    <span className={styles.chip}>
      <span className={styles.text} title={value}>
        <span className={styles.name}>{name}</span> {value}
      </span>
      <button type="button" className={styles.remove} aria-label={`Remove filter ${name} ${value}`} onClick={onRemove}>
        <IconX size={14} aria-hidden />
      </button>
    </span>
  );
}
