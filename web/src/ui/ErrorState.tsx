/** A place that could not be filled, or a deed that failed: what happened, what was kept, what to do, and the request id to copy. */

import { Button } from '@mantine/core';
import { IconCloudOff, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CopyButton } from './CopyButton';
import { Notice } from './Notice';
import styles from './State.module.css';

/** Failure in words. */
export interface Failure {
  title: string;
  text: string;
  kept?: string;
  next: string;
  requestId?: string | null;
}

/** In place of what could not be loaded. */
export function ErrorState({
  failure,
  onRetry,
  action,
}: {
  failure: Failure;
  onRetry?: () => void;
  action?: ReactNode;
}) {
  return (
    <div className={styles.state} role="alert">
      <span className={styles.mark} data-tone="danger">
        <IconCloudOff size={24} aria-hidden />
      </span>
      <h2 className={styles.title}>{failure.title}</h2>
      <p className={styles.text}>
        {failure.text} {failure.next}
      </p>
      <div className={styles.action}>
        {onRetry ? (
          <Button leftSection={<IconRefresh size={16} aria-hidden />} onClick={onRetry}>
            Try again
          </Button>
        ) : null}
        {action}
      </div>
      <RequestId id={failure.requestId} />
    </div>
  );
}

/** In a form or dialog, beside what was typed. */
export function ErrorNotice({ failure, children }: { failure: Failure; children?: ReactNode }) {
  return (
    <Notice tone="danger" title={failure.title} live>
      <p>{failure.text}</p>
      <p>
        {failure.kept} {failure.next}
      </p>
      {children}
      <RequestId id={failure.requestId} />
    </Notice>
  );
}

function RequestId({ id }: { id: string | null | undefined }) {
  if (!id) return null;
  return (
    <p className={styles.request}>
      <span>Request</span> <code title={id}>{id}</code>
      <CopyButton value={id} label="Copy request ID" size="sm" />
    </p>
  );
}
