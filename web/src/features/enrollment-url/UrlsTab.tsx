/** All enrollment URLs of a policy, live and retired, and who still uses them. */

import { IconLink } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { enrollmentUrlsQuery, type UrlWithUses } from '@/api/enrollment-urls';
import type { Policy } from '@/api/policies';
import { describe } from '@/api/wording';
import { clockTime } from '@/lib/deadline';
import { useNow } from '@/lib/useNow';
import { Badge } from '@/ui/Badge';
import { Card } from '@/ui/Card';
import { CopyButton } from '@/ui/CopyButton';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { Notice } from '@/ui/Notice';
import { SkeletonRows } from '@/ui/Skeletons';
import { Stack } from '@/ui/Stack';
import { Time, TimeAgo } from '@/ui/Time';
import styles from './UrlsTab.module.css';
import { words } from './words';

const { urls: text } = words;

export function UrlsTab({ policy }: { policy: Policy }) {
  const now = useNow();
  const urls = useInfiniteQuery(enrollmentUrlsQuery(policy.id));
  const used = (urls.data ?? []).filter(stillOpened).length;
  return (
    <Stack>
      {used > 0 ? (
        <Notice tone="warning" title={text.stillUsed(used)}>
          {text.stillUsedText}
        </Notice>
      ) : null}
      <Card flush>
        {urls.isPending ? <SkeletonRows rows={3} /> : null}
        {urls.isError && !urls.data ? (
          <ErrorState failure={describe(urls.error)} onRetry={() => void urls.refetch()} />
        ) : null}
        {urls.data ? (
          <DataTable
            label={text.label}
            noun={text.noun}
            columns={columns(now)}
            rows={urls.data}
            rowKey={(url) => url.id}
            hasMore={urls.hasNextPage}
            onMore={() => void urls.fetchNextPage()}
            loadingMore={urls.isFetchingNextPage}
          />
        ) : null}
        {urls.data?.length === 1 ? <EmptyState icon={IconLink} title={text.empty} text={text.text} /> : null}
      </Card>
    </Stack>
  );
}

/** A retired URL somebody opened after it was retired. */
function stillOpened({ retired_at, last_seen_at }: UrlWithUses): boolean {
  return Boolean(retired_at && last_seen_at && Date.parse(last_seen_at) > Date.parse(retired_at));
}

function columns(now: number): Column<UrlWithUses>[] {
  const { columns: name } = text;
  return [
    {
      id: 'url',
      header: name.url,
      title: (url) => url.url ?? undefined,
      cell: (url) =>
        url.url ? (
          <span className={styles.url}>
            <code>{url.url.replace(/^https?:\/\//, '')}</code>
            {url.retired_at ? null : <CopyButton value={url.url} label={words.card.copy} size="sm" />}
          </span>
        ) : (
          <span className={styles.quiet}>{text.hidden}</span>
        ),
    },
    {
      id: 'state',
      header: name.state,
      width: '116px',
      cell: (url) => (url.retired_at ? <Badge>{text.retired}</Badge> : <Badge tone="success">{text.live}</Badge>),
    },
    {
      id: 'reason',
      header: name.reason,
      width: '196px',
      title: (url) => (url.retired_reason ? text.reasons[url.retired_reason] : undefined),
      cell: (url) =>
        url.retired_at && url.retired_reason ? (
          <>
            {url.kind === 'legacy' ? text.securedLegacy : text.reasons[url.retired_reason]} ·{' '}
            <Time at={url.retired_at} />
          </>
        ) : (
          <span className={styles.quiet}>{url.kind === 'legacy' ? text.legacy : text.secure}</span>
        ),
    },
    {
      id: 'deadline',
      header: name.deadline,
      width: '116px',
      wideOnly: true,
      cell: (url) => {
        const until = url.profiles_valid_until;
        if (!until) return <span className={styles.quiet}>{text.noDeadline}</span>;
        return Date.parse(until) > now ? text.valid(clockTime(until, now)) : text.over;
      },
    },
    {
      id: 'opened',
      header: name.opened,
      width: '84px',
      align: 'end',
      wideOnly: true,
      cell: (url) => number(url.opened),
    },
    {
      id: 'downloaded',
      header: name.downloaded,
      width: '104px',
      align: 'end',
      wideOnly: true,
      cell: (url) => number(url.downloaded),
    },
    {
      id: 'refused',
      header: name.refused,
      width: '84px',
      align: 'end',
      wideOnly: true,
      cell: (url) => number(url.refused),
    },
    {
      id: 'seen',
      header: name.seen,
      width: '130px',
      cell: (url) =>
        url.last_seen_at ? (
          <span className={stillOpened(url) ? styles.warn : undefined}>
            <TimeAgo at={url.last_seen_at} />
          </span>
        ) : (
          <span className={styles.quiet}>{text.never}</span>
        ),
    },
  ];
}

const number = (n: number) => n.toLocaleString('en');
