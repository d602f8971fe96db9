/** The Secure Enrollment modal of a policy: enabling it, then its URL, passcode, logo and text with a live preview. */

import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useRef } from 'react';
import type { Policy } from '@/api/policies';
import { secureEnrollmentQuery } from '@/api/secure-enrollment';
import { describe } from '@/api/wording';
import { join } from '@/lib/join';
import { useEscape } from '@/lib/useEscape';
import { Badge, SecureBadge } from '@/ui/Badge';
import { ErrorState } from '@/ui/ErrorState';
import { SkeletonCard } from '@/ui/Skeletons';
import { EditForm } from './EditForm';
import { EnableSection } from './EnableSection';
import styles from './SecureEnrollmentDialog.module.css';
import { words } from './words';

interface Props {
  opened: boolean;
  onClose: () => void;
  policy: Policy;
  urlRow: ReactNode;
  onRegenerate: () => void;
}

export function SecureEnrollmentDialog({ opened, onClose, policy, ...rest }: Props) {
  const phone = useMediaQuery('(max-width: 900px)');
  const enrollment = useQuery({ ...secureEnrollmentQuery(policy.id), enabled: opened });
  const enabled = enrollment.data?.data.enabled ?? policy.secure;
  const guard = useRef<() => boolean>(() => true);
  const onGuard = useCallback((next: () => boolean) => {
    guard.current = next;
  }, []);
  const close = () => {
    if (guard.current()) onClose();
  };
  const onEscape = useEscape(close);
  return (
    <Modal
      opened={opened}
      onClose={close}
      {...onEscape}
      fullScreen={phone ?? false}
      radius={phone ? 0 : 'xl'}
      size={enabled ? 1120 : 640}
      padding={0}
      classNames={{ content: join(styles.content, enabled && !phone && styles.tall), body: styles.body }}
      closeOnClickOutside={!enabled}
      title={
        <span className={styles.title}>
          <bdi className={styles.name}>{policy.name}</bdi>
          {enabled ? <SecureBadge /> : <Badge tone="warning">{words.notEnabled}</Badge>}
        </span>
      }
    >
      {enrollment.isPending ? (
        <div className={styles.waiting}>
          <SkeletonCard height={240} />
        </div>
      ) : null}
      {enrollment.isError && !enrollment.data ? (
        <ErrorState failure={describe(enrollment.error)} onRetry={() => void enrollment.refetch()} />
      ) : null}
      {enrollment.data ? (
        enabled ? (
          <EditForm
            key={policy.id}
            policy={policy}
            read={enrollment.data}
            onClose={onClose}
            onGuard={onGuard}
            {...rest}
          />
        ) : (
          <EnableSection policy={policy} onCancel={onClose} />
        )
      ) : null}
    </Modal>
  );
}
