/** Devices: what has enrolled, with search, filters and export, and one of them open beside the list. */

import { Button } from '@mantine/core';
import { IconDevices, IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { PolicyName } from '@/api/PolicyName';
import { describe } from '@/api/wording';
import { count } from '@/lib/plural';
import { Card } from '@/ui/Card';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { SkeletonRows } from '@/ui/Skeletons';
import { Stack } from '@/ui/Stack';
import { TimeAgo } from '@/ui/Time';
import { done, failed } from '@/ui/toast';
import { DeviceSide } from './DevicePanel';
import styles from './DevicesPage.module.css';
import { exportDevices } from './exportDevices';
import { FilterBar } from './FilterBar';
import { iconOf, nameOf, systemOf } from './kinds';
import { type Device, devicesQuery, type Filters } from './queries';
import { StateBadge } from './StateBadge';
import { words } from './words';

const columns: Column<Device>[] = [
  {
    id: 'name',
    header: words.columns.name,
    title: nameOf,
    cell: (device) => {
      const Icon = iconOf(device);
      return (
        <>
          <Icon size={16} className={styles.kind} aria-hidden />
          <bdi>{nameOf(device)}</bdi>
        </>
      );
    },
  },
  {
    id: 'serial',
    header: words.columns.serial,
    width: '120px',
    title: (device) => device.serial_number ?? undefined,
    cell: (device) => (device.serial_number ? <code>{device.serial_number}</code> : null),
  },
  {
    id: 'model',
    header: words.columns.model,
    width: '116px',
    wideOnly: 'desktop',
    title: (d) => d.model ?? '',
    cell: (d) => d.model,
  },
  {
    id: 'os',
    header: words.columns.os,
    width: '116px',
    wideOnly: 'laptop',
    title: (d) => systemOf(d) ?? '',
    cell: systemOf,
  },
  {
    id: 'policy',
    header: words.columns.policy,
    width: '14%',
    cell: (device) => (device.policy_id ? <PolicyName id={device.policy_id} /> : words.facts.deleted),
  },
  {
    id: 'state',
    header: words.columns.state,
    width: '128px',
    phone: 'corner',
    cell: (device) => <StateBadge state={device.state} />,
  },
  {
    id: 'seen',
    header: words.columns.seen,
    width: '144px',
    cell: (device) => (device.last_seen_at ? <TimeAgo at={device.last_seen_at} /> : words.never),
  },
];

export function DevicesPage() {
  const { deviceId } = useParams({ strict: false });
  const filters: Filters = useSearch({ from: '/console/devices' });
  const navigate = useNavigate();
  const devices = useInfiniteQuery({ ...devicesQuery(filters), placeholderData: keepPreviousData });
  const rows = devices.data ?? [];
  const filtered = Boolean(filters.query || filters.state || filters.policy);
  const show = (id?: string) =>
    void (id
      ? navigate({ to: '/devices/$deviceId', params: { deviceId: id }, search: filters })
      : navigate({ to: '/devices', search: filters, replace: true }));
  const filter = (next: Filters) => void navigate({ to: '.', search: next, replace: true });
  const save = useMutation({
    mutationFn: () => exportDevices(filters),
    onSuccess: (n) => done(words.exported(count(n, ...words.noun))),
    onError: (error) => failed(describe(error)),
  });

  return (
    <Page width="wide">
      <PageHeader
        text={words.text}
        actions={
          rows.length > 0 ? (
            <Button
              leftSection={<IconDownload size={16} aria-hidden />}
              loading={save.isPending}
              onClick={() => save.mutate()}
            >
              {words.export}
            </Button>
          ) : null
        }
      />
      <Stack>
        {filtered || rows.length > 0 ? <FilterBar filters={filters} onChange={filter} /> : null}
        <Card flush>
          {devices.isPending ? <SkeletonRows rows={8} /> : null}
          {devices.isError && !devices.data ? (
            <ErrorState failure={describe(devices.error)} onRetry={() => void devices.refetch()} />
          ) : null}
          {rows.length > 0 ? (
            <DataTable
              label={words.label}
              noun={words.noun}
              columns={columns}
              rows={rows}
              rowKey={(device) => device.id}
              openKey={deviceId}
              openLabel={nameOf}
              onOpen={(device) => show(device.id)}
              hasMore={devices.hasNextPage}
              onMore={() => void devices.fetchNextPage()}
              loadingMore={devices.isFetchingNextPage}
            />
          ) : null}
          {devices.data && rows.length === 0 ? (
            <EmptyState
              icon={IconDevices}
              title={filtered ? words.none.title : words.empty.title}
              text={filtered ? words.none.text : words.empty.text}
              action={
                filtered ? (
                  <Button onClick={() => filter({})}>{words.none.verb}</Button>
                ) : (
                  <Button variant="filled" color="accent" onClick={() => void navigate({ to: '/policies' })}>
                    {words.empty.verb}
                  </Button>
                )
              }
            />
          ) : null}
        </Card>
      </Stack>
      <DeviceSide id={deviceId} onClose={() => show()} />
    </Page>
  );
}
