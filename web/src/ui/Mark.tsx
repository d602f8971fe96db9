/** The product's mark, beside its name or alone. */

import mark from '@/mark.svg';
import styles from './Mark.module.css';

export function Mark({ name = true, size = 24 }: { name?: boolean; size?: number }) {
  return (
    <span className={styles.mark}>
      <img src={mark} alt={name ? '' : 'Vestibule'} width={size} height={size} />
      {name ? <span className={styles.name}>Vestibule</span> : null}
    </span>
  );
}
