/** The secret of a new API token, shown this once. */

import { Button } from '@mantine/core';
import type { Schema } from '@/api/client';
import { CopyButton } from '@/ui/CopyButton';
import { Notice } from '@/ui/Notice';
import { Stack } from '@/ui/Stack';
import styles from './SecretOnce.module.css';
import { words } from './words';

export function SecretOnce({ created, onClose }: { created: Schema<'CreatedApiToken'>; onClose: () => void }) {
  return (
    <Stack gap={4}>
      <Notice tone="warning">{words.secret.text}</Notice>
      <div className={styles.secret}>
        <output aria-label={words.secret.field} className={styles.value}>
          {created.secret}
        </output>
      </div>
      <p>
        {words.secret.use} <code>Authorization: Bearer vst_…</code>
      </p>
      <div className={styles.footer}>
        <CopyButton value={created.secret} label="Copy token" wide variant="filled" />
        <Button onClick={onClose}>{words.secret.verb}</Button>
      </div>
    </Stack>
  );
}
