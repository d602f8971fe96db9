/** One device beside the list: what is known of it, how it came, and what can be done. */

import { IconMapQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PolicyName } from '@/api/PolicyName';
import { codeOf } from '@/api/problem';
import { describe } from '@/api/wording';
import { clockTime } from '@/lib/deadline';
import { useNow } from '@/lib/useNow';
import { CopyButton } from '@/ui/CopyButton';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { Facts } from '@/ui/Facts';
import { Notice } from '@/ui/Notice';
import { SidePanel } from '@/ui/SidePanel';
import { SkeletonLines } from '@/ui/Skeletons';
import { Stack } from '@/ui/Stack';
import { Time } from '@/ui/Time';
import { CameBy } from './CameBy';
import styles from './DevicePanel.module.css';
import { systemOf } from './kinds';
import { type Device, deviceQuery } from './queries';
import { ReleaseDevice } from './ReleaseDevice';
import { RenewDevice } from './RenewDevice';
import { StateBadge } from './StateBadge';
import { words } from './words';

/** `id` undefined: nothing is open. */
export function DeviceSide({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const device = useQuery({ ...deviceQuery(id ?? ''), enabled: id !== undefined });
  const { data } = device;
  return (
    <SidePanel
      opened={id !== undefined}
      onClose={onClose}
      title={data ? <bdi>{data.name || data.serial_number || words.unnamed}</bdi> : words.label}
    >
      {device.isPending ? <SkeletonLines lines={8} /> : null}
      {device.isError && !data ? (
        codeOf(device.error) === 'not_found' ? (
          <EmptyState icon={IconMapQuestion} title={words.gone.title} text={words.gone.text} />
        ) : (
          <ErrorState failure={describe(device.error)} onRetry={() => void device.refetch()} />
        )
      ) : null}
      {data ? <Panel device={data} /> : null}
    </SidePanel>
  );
}

function Panel({ device }: { device: Device }) {
  const now = useNow();
  const { facts } = words;
  const released = device.released_until && Date.parse(device.released_until) > now ? device.released_until : null;
  return (
    <Stack gap={5}>
      {released ? (
        <Notice tone="info" title={words.release.notice(clockTime(released, now))}>
          {words.release.noticeText}
        </Notice>
      ) : null}
      <Facts
        rows={{
          [facts.state]: (
            <span title={words.stateTexts[device.state]}>
              <StateBadge state={device.state} />
            </span>
          ),
          [facts.serial]: device.serial_number ? (
            <Copied value={device.serial_number} label={words.copySerial} />
          ) : null,
          [facts.udid]: <Copied value={device.udid} label={words.copyUdid} />,
          [facts.model]: device.model,
          [facts.os]: systemOf(device),
          [facts.policy]: device.policy_id ? (
            <Link to="/policies/$policyId" params={{ policyId: device.policy_id }}>
              <PolicyName id={device.policy_id} whole />
            </Link>
          ) : (
            facts.deleted
          ),
          [facts.url]: <CameBy device={device} />,
          [facts.profile]:
            device.policy_id && device.profile_id ? (
              <Link to="/policies/$policyId" params={{ policyId: device.policy_id }} search={{ tab: 'profiles' }}>
                {facts.showProfile}
              </Link>
            ) : null,
          [facts.enrolled]: device.enrolled_at ? <Time at={device.enrolled_at} /> : null,
          [facts.seen]: device.last_seen_at ? <Time at={device.last_seen_at} /> : words.never,
          [facts.id]: <Copied value={device.id} label={words.copyId} />,
        }}
      />
      <div className={styles.actions}>
        <ReleaseDevice device={device} released={released !== null} />
        <RenewDevice device={device} />
      </div>
    </Stack>
  );
}

function Copied({ value, label }: { value: string; label: string }): ReactNode {
  return (
    <span className={styles.copied}>
      <code>{value}</code>
      <CopyButton value={value} label={label} size="sm" />
    </span>
  );
}
