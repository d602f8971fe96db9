/** The Secure Enrollment modal of a policy: enabling it, then its URL, passcode, logo and text with a live preview. */

import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import type { Policy } from '@/api/policies';
import { secureEnrollmentQuery } from '@/api/secure-enrollment';
import { describe } from '@/api/wording';
import { join } from '@/lib/join';
import { useEscape } from '@/lib/useEscape';
import { Badge, SecureBadge } from '@/ui/Badge';
import { ErrorState } from '@/ui/ErrorState';
import { SkeletonCard } from '@/ui/Skeletons';
import { AfterSave, type Afterwards } from './AfterSave';
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

export function SecureEnrollmentDialog({ opened, onClose, policy, urlRow, onRegenerate }: Props) {
  const [after, setAfter] = useState<Afterwards | null>(null);
  const phone = useMediaQuery('(max-width: 900px)');
  const enrollment = useQuery({ ...secureEnrollmentQuery(policy.id), enabled: opened });
  const enabled = enrollment.data?.data.enabled ?? policy.secure;
  const guard = useRef<() => boolean>(() => true);
  const onGuard = useCallback((next: () => boolean) => {
    guard.current = next;
  }, []);
  const close = () => {
    if (!after && !guard.current()) return;
    setAfter(null);
    guard.current = () => true;
    onClose();
  };
  const onEscape = useEscape(close);
  return (
    <Modal
      opened={opened}
      onClose={close}
      {...onEscape}
      fullScreen={Boolean(phone) && !after}
      radius={phone && !after ? 0 : 'xl'}
      size={after ? 520 : enabled ? 1120 : 640}
      padding={0}
      classNames={{ content: join(styles.content, enabled && !phone && !after && styles.tall), body: styles.body }}
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
        after ? (
          <AfterSave after={after} onRegenerate={onRegenerate} onClose={close} />
        ) : enabled ? (
          <EditForm
            key={policy.id}
            policy={policy}
            read={enrollment.data}
            urlRow={urlRow}
            onClose={onClose}
            onAfter={setAfter}
            onGuard={onGuard}
          />
        ) : (
          <EnableSection policy={policy} onCancel={onClose} />
        )
      ) : null}
    </Modal>
  );
}
