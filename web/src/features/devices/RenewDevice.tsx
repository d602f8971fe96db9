/** Makes a renewal profile: a new identity for one device, to be installed by its MDM. */

import { Button, Modal } from '@mantine/core';
import { IconDownload, IconRotate } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ok } from '@/api/client';
import { useReason } from '@/api/session';
import { describe } from '@/api/wording';
import { clockTime } from '@/lib/deadline';
import { CopyButton } from '@/ui/CopyButton';
import { DialogForm } from '@/ui/DialogForm';
import { Gated } from '@/ui/Gated';
import styles from './DevicePanel.module.css';
import type { Device } from './queries';
import { words } from './words';

const text = words.renew;

export function RenewDevice({ device }: { device: Device }) {
  const [opened, setOpened] = useState(false);
  const notAllowed = useReason()('device.renew');
  const name = device.name || device.serial_number || words.unnamed;
  return (
    <>
      <Gated reason={notAllowed ?? (device.state === 'enrolled' ? undefined : text.notLive)}>
        <Button leftSection={<IconRotate size={16} aria-hidden />} onClick={() => setOpened(true)}>
          {text.verb}
        </Button>
      </Gated>
      <Modal opened={opened} onClose={() => setOpened(false)} title={text.title(name)} size={520}>
        <Content device={device} onClose={() => setOpened(false)} />
      </Modal>
    </>
  );
}

function Content({ device, onClose }: { device: Device; onClose: () => void }) {
  const renew = useMutation({
    mutationFn: () =>
      ok(api.POST('/api/v1/devices/{device_id}/renewals', { params: { path: { device_id: device.id } } })),
  });
  if (!renew.data) {
    return (
      <DialogForm
        verb={text.make}
        busy={renew.isPending}
        failure={renew.isError ? describe(renew.error) : null}
        onCancel={onClose}
        onSubmit={() => renew.mutate()}
      >
        <p>{text.text}</p>
      </DialogForm>
    );
  }
  const now = Date.now();
  const link = new URL(renew.data.profile_url, window.location.origin).href;
  return (
    <div className={styles.done}>
      <h3>{text.done}</h3>
      <div className={styles.link}>
        <code>{link}</code>
        <CopyButton value={link} label={text.copy} />
      </div>
      <p className={styles.quiet}>
        {text.until(clockTime(renew.data.expires_at, now))} {text.deadline(clockTime(renew.data.deadline, now))}
      </p>
      <div className={styles.footer}>
        <Button component="a" href={link} download leftSection={<IconDownload size={16} aria-hidden />}>
          {text.download}
        </Button>
        <Button variant="filled" color="accent" onClick={onClose}>
          {text.close}
        </Button>
      </div>
    </div>
  );
}
