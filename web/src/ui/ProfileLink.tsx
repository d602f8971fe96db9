/** A profile that was just made: the link to it, to be copied or followed while it works. */

import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CopyButton } from './CopyButton';
import styles from './ProfileLink.module.css';

interface Props {
  title: string;
  /** The profile's path or URL. */
  url: string;
  /** How long it works, and for whom. */
  children: ReactNode;
  onClose: () => void;
}

export function ProfileLink({ title, url, children, onClose }: Props) {
  const link = new URL(url, window.location.origin).href;
  return (
    <div className={styles.done}>
      <h3>{title}</h3>
      <div className={styles.link}>
        <code>{link}</code>
        <CopyButton value={link} label="Copy download link" />
      </div>
      <p className={styles.note}>{children}</p>
      <div className={styles.buttons}>
        <Button component="a" href={link} download leftSection={<IconDownload size={16} aria-hidden />}>
          Download profile
        </Button>
        <Button variant="filled" color="accent" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}
