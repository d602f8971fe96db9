/** The audit log: filters as chips, pages, one event open beside the list, and the export. */

import { Button, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconHistory, IconLock } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { PolicyName } from '@/api/PolicyName';
import { useCan } from '@/api/session';
import { describe } from '@/api/wording';
import { download } from '@/lib/download';
import { count } from '@/lib/plural';
import { Card } from '@/ui/Card';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorNotice, ErrorState } from '@/ui/ErrorState';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { SidePanel } from '@/ui/SidePanel';
import { SkeletonRows } from '@/ui/Skeletons';
import { Stack } from '@/ui/Stack';
import { Time } from '@/ui/Time';
import { done } from '@/ui/toast';
import styles from './AuditPage.module.css';
import { ALARMING, actionName } from './actions';
import { EventPanel } from './EventPanel';
import { FilterBar } from './FilterBar';
import { type AuditEvent, auditQuery, exportLog, type Filters } from './queries';
import { words } from './words';

const route = getRouteApi('/console/audit');

export function AuditPage() {
  const can = useCan();
  return (
    <Page width="wide">
      {can('audit.read') ? (
        <Log />
      ) : (
        <EmptyState icon={IconLock} title={words.notAllowed.title} text={words.notAllowed.text} />
      )}
    </Page>
  );
}

const columns: Column<AuditEvent>[] = [
  {
    id: 'action',
    header: words.columns.action,
    title: (event) => event.action,
    cell: (event) => <Action event={event} />,
  },
  {
    id: 'actor',
    header: words.columns.actor,
    width: '20%',
    title: actorOf,
    cell: (event) => <bdi>{actorOf(event)}</bdi>,
  },
  {
    id: 'policy',
    header: words.columns.policy,
    width: '20%',
    wideOnly: true,
    cell: (event) => (event.policy_id ? <PolicyName id={event.policy_id} /> : null),
  },
  {
    id: 'network',
    header: words.columns.network,
    width: '144px',
    wideOnly: 'desktop',
    title: (event) => event.network ?? undefined,
    cell: (event) => event.network,
  },
  { id: 'at', header: words.columns.at, width: '184px', cell: (event) => <Time at={event.at} /> },
];

/** What was done; what somebody should look at has a sign. */
export function Action({ event: { action } }: { event: AuditEvent }) {
  return (
    <>
      {ALARMING.has(action) ? <IconAlertTriangle size={16} className={styles.alarm} aria-hidden /> : null}
      {actionName(action)}
    </>
  );
}

/** The name at that time, or what it was; devices go by their serial number. */
export function actorOf({ actor, details }: AuditEvent): string {
  const kind = words.kinds[actor.kind] ?? actor.kind;
  const { serial_number } = details as Record<string, unknown>;
  if (actor.kind === 'device' && typeof serial_number === 'string') return `${kind} ${serial_number}`;
  return actor.name ?? kind;
}

function Log() {
  const { event: open, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const log = useInfiniteQuery(auditQuery(filters));
  const filtered = Object.values(filters).some(Boolean);
  const show = (event?: string) => void navigate({ search: { ...filters, event }, replace: event === undefined });
  const filter = (next: Filters) => void navigate({ search: next });
  const save = useMutation({
    mutationFn: () => exportLog(filters),
    onSuccess: (text) => {
      download(
        new Blob([text], { type: 'application/x-ndjson' }),
        `audit-log-${new Date().toISOString().slice(0, 10)}.ndjson`,
      );
      done(words.exported(count(text.split('\n').filter(Boolean).length, ...words.noun)));
    },
  });

  const rows = log.data;
  const opened = rows?.find((event) => event.id === open);
  return (
    <>
      <PageHeader
        text={words.text}
        actions={
          <Tooltip label={words.exportHint}>
            <Button
              leftSection={<IconDownload size={16} aria-hidden />}
              loading={save.isPending}
              onClick={() => save.mutate()}
            >
              {words.export}
            </Button>
          </Tooltip>
        }
      />
      <Stack gap={4}>
        <FilterBar filters={filters} onChange={filter} />
        {save.isError ? <ErrorNotice failure={describe(save.error)} /> : null}
        <Card flush>
          {log.isPending ? <SkeletonRows rows={8} /> : null}
          {log.isError && !rows ? (
            <ErrorState failure={describe(log.error)} onRetry={() => void log.refetch()} />
          ) : null}
          {rows?.length === 0 ? <Nothing filtered={filtered} onClear={() => filter({})} /> : null}
          {rows?.length ? (
            <DataTable
              label="Audit log"
              noun={words.noun}
              columns={columns}
              rows={rows}
              rowKey={(event) => event.id}
              openKey={open}
              openLabel={(event) => actionName(event.action)}
              onOpen={(event) => show(event.id)}
              hasMore={log.hasNextPage}
              onMore={() => void log.fetchNextPage()}
              loadingMore={log.isFetchingNextPage}
            />
          ) : null}
        </Card>
        <SidePanel
          opened={open !== undefined && rows !== undefined}
          onClose={() => show(undefined)}
          title={opened ? actionName(opened.action) : words.gone.title}
        >
          {opened ? (
            <EventPanel event={opened} onFilter={(next) => filter({ ...filters, ...next })} />
          ) : (
            <p>{words.gone.text}</p>
          )}
        </SidePanel>
      </Stack>
    </>
  );
}

function Nothing({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (!filtered) return <EmptyState icon={IconHistory} title={words.empty.title} text={words.empty.text} />;
  return (
    <EmptyState
      icon={IconHistory}
      title={words.emptyFiltered.title}
      text={words.emptyFiltered.text}
      action={<Button onClick={onClear}>{words.emptyFiltered.verb}</Button>}
    />
  );
}
