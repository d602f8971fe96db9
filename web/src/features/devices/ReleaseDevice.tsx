/** Releases a device, so that it can enroll again under another certificate. */

import { Button } from '@mantine/core';
import { IconLockOpen } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ok } from '@/api/client';
import { useReason } from '@/api/session';
import { describe } from '@/api/wording';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Gated } from '@/ui/Gated';
import { done } from '@/ui/toast';
import { type Device, devicesKey } from './queries';
import { words } from './words';

export function ReleaseDevice({ device, released }: { device: Device; released: boolean }) {
  const queries = useQueryClient();
  const notAllowed = useReason()('device.release');
  const [asking, setAsking] = useState(false);
  const name = device.name || device.serial_number || words.unnamed;
  const release = useMutation({
    mutationFn: () =>
      ok(api.POST('/api/v1/devices/{device_id}/release', { params: { path: { device_id: device.id } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: devicesKey });
      setAsking(false);
      done(words.release.done(name));
    },
  });
  const pointless =
    device.state === 'enrolled' ? (released ? words.release.already : undefined) : words.release.notLive;
  return (
    <>
      <Gated reason={notAllowed ?? pointless}>
        <Button leftSection={<IconLockOpen size={16} aria-hidden />} onClick={() => setAsking(true)}>
          {words.release.verb}
        </Button>
      </Gated>
      <ConfirmDialog
        opened={asking}
        onClose={() => {
          release.reset();
          setAsking(false);
        }}
        title={words.release.title(name)}
        consequences={words.release.consequences}
        verb={words.release.wide}
        busy={release.isPending}
        failure={release.isError ? describe(release.error) : null}
        onConfirm={() => release.mutate()}
      />
    </>
  );
}
