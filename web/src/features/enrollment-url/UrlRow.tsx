/** An enrollment URL in one line: to read, to copy, as QR code. */

import { ActionIcon, Tooltip } from '@mantine/core';
import { IconQrcode } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { EnrollmentUrl } from '@/api/secure-enrollment';
import { CopyButton } from '@/ui/CopyButton';
import { QrDialog } from './QrDialog';
import styles from './UrlRow.module.css';
import { words } from './words';

interface Props {
  url: EnrollmentUrl;
  policyName: string;
  /** Further buttons. */
  children?: ReactNode;
}

export function UrlRow({ url, policyName, children }: Props) {
  const [showing, setShowing] = useState(false);
  if (!url.url) return <p className={styles.hidden}>{words.card.hidden}</p>;
  return (
    <div className={styles.line}>
      <div className={styles.field}>
        <code className={styles.url}>{url.url}</code>
        <span className={styles.buttons}>
          <CopyButton value={url.url} label={words.card.copy} />
          <Tooltip label={words.card.qr}>
            <ActionIcon aria-label={words.card.qr} onClick={() => setShowing(true)}>
              <IconQrcode size={20} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </span>
      </div>
      {children}
      <QrDialog opened={showing} onClose={() => setShowing(false)} url={url} policyName={policyName} />
    </div>
  );
}
