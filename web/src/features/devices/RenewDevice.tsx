/** Makes a renewal profile: a new identity for one device, to be installed by its MDM. */

import { Button, Modal } from '@mantine/core';
import { IconRotate } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ok } from '@/api/client';
import { useReason } from '@/api/session';
import { describe } from '@/api/wording';
import { clockTime } from '@/lib/deadline';
import { DialogForm } from '@/ui/DialogForm';
import { Gated } from '@/ui/Gated';
import { ProfileLink } from '@/ui/ProfileLink';
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
  return (
    <ProfileLink title={text.done} url={renew.data.profile_url} onClose={onClose}>
      {text.until(clockTime(renew.data.expires_at, now))} {text.deadline(clockTime(renew.data.deadline, now))}
    </ProfileLink>
  );
}
