/** All enrollment URLs of a policy, live and retired, and who still uses them. */

import { IconLink } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { enrollmentUrlsQuery, type UrlWithUses } from '@/api/enrollment-urls';
import type { Policy } from '@/api/policies';
import { describe } from '@/api/wording';
import { absolute } from '@/lib/time';
import { Card } from '@/ui/Card';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { Notice } from '@/ui/Notice';
import { SidePanel } from '@/ui/SidePanel';
import { SkeletonRows } from '@/ui/Skeletons';
import { Stack } from '@/ui/Stack';
import { TimeAgo } from '@/ui/Time';
import { StateBadge, UrlPanel, whyOf } from './UrlPanel';
import styles from './UrlsTab.module.css';
import { words } from './words';

const { urls: text } = words;

interface Props {
  policy: Policy;
  /** The URL that is open beside the list. */
  open: string | undefined;
  onOpen: (id: string | undefined) => void;
}

export function UrlsTab({ policy, open, onOpen }: Props) {
  const urls = useInfiniteQuery(enrollmentUrlsQuery(policy.id));
  const used = (urls.data ?? []).filter(stillOpened).length;
  const opened = urls.data?.find(({ id }) => id === open);
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
            columns={COLUMNS}
            rows={urls.data}
            rowKey={(url) => url.id}
            openKey={open}
            onOpen={(url) => onOpen(url.id)}
            hasMore={urls.hasNextPage}
            onMore={() => void urls.fetchNextPage()}
            loadingMore={urls.isFetchingNextPage}
          />
        ) : null}
        {urls.data?.length === 1 ? <EmptyState icon={IconLink} title={text.empty} text={text.text} /> : null}
      </Card>
      <SidePanel opened={opened !== undefined} onClose={() => onOpen(undefined)} title={words.card.title}>
        {opened ? <UrlPanel url={opened} /> : null}
      </SidePanel>
    </Stack>
  );
}

/** A retired URL somebody opened after it was retired. */
function stillOpened({ retired_at, last_seen_at }: UrlWithUses): boolean {
  return Boolean(retired_at && last_seen_at && Date.parse(last_seen_at) > Date.parse(retired_at));
}

const { columns: name } = text;

const COLUMNS: Column<UrlWithUses>[] = [
  {
    id: 'url',
    header: name.url,
    title: (url) => url.url ?? undefined,
    cell: (url) =>
      url.url ? <code>{shortened(url, url.url)}</code> : <span className={styles.quiet}>{text.hidden}</span>,
  },
  {
    id: 'state',
    header: name.state,
    width: '100px',
    phone: 'corner',
    cell: (url) => <StateBadge url={url} />,
  },
  {
    id: 'reason',
    header: name.reason,
    width: '120px',
    title: (url) => (url.retired_at && url.retired_reason ? `${whyOf(url)}, ${absolute(url.retired_at)}` : undefined),
    cell: (url) => (url.retired_at ? whyOf(url) : null),
  },
  {
    id: 'opened',
    header: name.opened,
    width: '76px',
    align: 'end',
    wideOnly: true,
    cell: (url) => (url.kind === 'secure' ? number(url.opened) : null),
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
    width: '76px',
    align: 'end',
    wideOnly: true,
    cell: (url) => number(url.refused),
  },
  {
    id: 'seen',
    header: name.seen,
    width: '140px',
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

const number = (n: number) => n.toLocaleString('en');

/** Its beginning and its end tell a URL from the others; the whole of it stands in the panel. */
function shortened({ kind }: UrlWithUses, url: string): string {
  const { pathname } = new URL(url);
  const head = kind === 'secure' ? '/e/1234567' : '/mdm/enroll/';
  return `${pathname.slice(0, head.length)}…${pathname.slice(-7)}`;
}
