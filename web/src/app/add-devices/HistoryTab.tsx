/** What happened to a policy: its part of the audit log. */

import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Policy } from '@/api/policies';
import { describe } from '@/api/wording';
import { Action, actorOf } from '@/features/audit/AuditPage';
import { actionName } from '@/features/audit/actions';
import { type AuditEvent, auditQuery } from '@/features/audit/queries';
import { Card } from '@/ui/Card';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { SkeletonRows } from '@/ui/Skeletons';
import { Time } from '@/ui/Time';

/** The address of the audit log, for this policy alone. */
function auditOf({ id }: Policy, event?: string) {
  return { policy: id, event };
}

const columns: Column<AuditEvent>[] = [
  { id: 'action', header: 'What', title: (event) => event.action, cell: (event) => <Action event={event} /> },
  {
    id: 'actor',
    header: 'Who',
    width: '24%',
    title: (event) => actorOf(event),
    cell: (event) => <bdi>{actorOf(event)}</bdi>,
  },
  {
    id: 'network',
    header: 'From',
    width: '140px',
    title: (event) => event.network ?? undefined,
    cell: (event) => event.network,
  },
  { id: 'at', header: 'When', width: '184px', cell: (event) => <Time at={event.at} /> },
];

export function HistoryTab({ policy }: { policy: Policy }) {
  const navigate = useNavigate();
  const log = useInfiniteQuery(auditQuery({ policy: policy.id }));
  const rows = log.data ?? [];
  return (
    <Card
      flush
      footer={
        rows.length > 0 ? (
          <Button size="sm" onClick={() => void navigate({ to: '/audit', search: auditOf(policy) })}>
            Open in the audit log
          </Button>
        ) : null
      }
    >
      {log.isPending ? <SkeletonRows rows={5} /> : null}
      {log.isError && !log.data ? (
        <ErrorState failure={describe(log.error)} onRetry={() => void log.refetch()} />
      ) : null}
      {log.data && rows.length === 0 ? (
        <EmptyState
          icon={IconHistory}
          title="Nothing has happened yet"
          text="Every change to this policy, its URLs, page and passcode appears here, with who made it and when."
        />
      ) : null}
      {rows.length > 0 ? (
        <DataTable
          label={`History of ${policy.name}`}
          noun={['event', 'events']}
          columns={columns}
          rows={rows}
          rowKey={(event) => event.id}
          openLabel={(event) => actionName(event.action)}
          onOpen={(event) => void navigate({ to: '/audit', search: auditOf(policy, event.id) })}
          hasMore={log.hasNextPage}
          onMore={() => void log.fetchNextPage()}
          loadingMore={log.isFetchingNextPage}
        />
      ) : null}
    </Card>
  );
}
