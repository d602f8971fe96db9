/** The foot of a dialog: its buttons at the lower right, in sight however long the dialog is. */

import type { ReactNode } from 'react';
import styles from './Dialog.module.css';

export function DialogFooter({ children }: { children: ReactNode }) {
  return <div className={styles.footer}>{children}</div>;
}
