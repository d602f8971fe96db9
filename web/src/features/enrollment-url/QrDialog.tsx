/** The QR code of an enrollment URL, to point a camera at or to keep as a file. */

import { Button, Modal } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { EnrollmentUrl } from '@/api/secure-enrollment';
import { describe } from '@/api/wording';
import { download, fileName } from '@/lib/download';
import { useObjectUrl } from '@/lib/useObjectUrl';
import { CopyButton } from '@/ui/CopyButton';
import { ErrorNotice, ErrorState } from '@/ui/ErrorState';
import { SkeletonCard } from '@/ui/Skeletons';
import styles from './QrDialog.module.css';
import { qrCode, qrQuery } from './queries';
import { words } from './words';

interface Props {
  opened: boolean;
  onClose: () => void;
  url: EnrollmentUrl;
  policyName: string;
}

export function QrDialog(props: Props) {
  const { opened, onClose, policyName } = props;
  return (
    <Modal opened={opened} onClose={onClose} title={words.qr.title(policyName)} size={400}>
      <Content {...props} />
    </Modal>
  );
}

function Content({ url, policyName }: Props) {
  const code = useQuery(qrQuery(url.id));
  const picture = useObjectUrl(code.data);
  const save = useMutation({
    mutationFn: async (kind: 'svg' | 'png') =>
      download(await qrCode(url.id, kind), fileName(['enrollment-url', policyName], kind)),
  });
  if (code.isError) return <ErrorState failure={describe(code.error)} onRetry={() => void code.refetch()} />;
  return (
    <div className={styles.content}>
      <p className={styles.text}>{words.qr.text}</p>
      <div className={styles.plate}>
        {picture ? <img src={picture} alt={words.qr.alt} className={styles.code} /> : <SkeletonCard height={260} />}
      </div>
      <div className={styles.url}>
        <code>{url.url}</code>
        <CopyButton value={url.url ?? ''} label={words.card.copy} size="sm" />
      </div>
      {save.isError ? <ErrorNotice failure={describe(save.error)} /> : null}
      <div className={styles.buttons}>
        {(['svg', 'png'] as const).map((kind) => (
          <Button
            key={kind}
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={save.isPending && save.variables === kind}
            onClick={() => save.mutate(kind)}
          >
            {words.qr[kind]}
          </Button>
        ))}
      </div>
    </div>
  );
}
