/** The inside of a screen: its padding and width. */

import type { ReactNode } from 'react';
import { join } from '@/lib/join';
import styles from './Page.module.css';

/** `narrow` for forms and text, `wide` for lists; the default fits both. */
export function Page({ width, children }: { width?: 'narrow' | 'wide'; children: ReactNode }) {
  return <div className={join(styles.page, width && styles[width])}>{children}</div>;
}
