/** The profiles of a policy: what is in flight with its countdown, what became of the others, and revoking one. */

import { Button } from '@mantine/core';
import { IconFileCertificate } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { platformName } from '@/api/platform';
import type { Policy } from '@/api/policies';
import { type Profile, profilesQuery, type StateFilter } from '@/api/profiles';
import { useReason } from '@/api/session';
import { describe } from '@/api/wording';
import { clockTime, timeLeft } from '@/lib/deadline';
import { useNow } from '@/lib/useNow';
import { Card } from '@/ui/Card';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { FilterChips } from '@/ui/FilterChips';
import { Gated } from '@/ui/Gated';
import { SkeletonRows } from '@/ui/Skeletons';
import { Stack } from '@/ui/Stack';
import { TimeAgo } from '@/ui/Time';
import styles from './ProfilesTab.module.css';
import { RevokeProfile } from './RevokeProfile';
import { isOpen, StateBadge } from './state';
import { words } from './words';

interface Props {
  policy: Policy;
  state: StateFilter | undefined;
  onState: (state: StateFilter | undefined) => void;
  /** A link to the device that enrolled with a profile. */
  deviceLink: (id: string, words: string) => ReactNode;
  /** Beside the filters. */
  action?: ReactNode;
}

const FILTERS = (Object.keys(words.filters) as StateFilter[]).map((value) => ({ value, name: words.filters[value] }));

export function ProfilesTab({ policy, state, onState, deviceLink, action }: Props) {
  const now = useNow(1000);
  const reason = useReason()('profile.revoke');
  const [revoking, setRevoking] = useState<Profile | null>(null);
  const profiles = useInfiniteQuery({
    ...profilesQuery(policy.id, state),
    refetchInterval: ({ state: { data } }) => (data?.pages.length === 1 ? 10_000 : false),
  });
  const rows = profiles.data ?? [];

  const columns: Column<Profile>[] = [
    {
      id: 'client',
      header: words.columns.client,
      title: (profile) => [who(profile), profile.client.network].filter(Boolean).join(' · '),
      cell: (profile) => (
        <>
          {who(profile)}{' '}
          {profile.client.network ? <span className={styles.quiet}>· {profile.client.network}</span> : null}
        </>
      ),
    },
    {
      id: 'state',
      header: words.columns.state,
      width: '164px',
      phone: 'corner',
      title: (profile) => words.stateTexts[profile.state],
      cell: (profile) => <StateBadge state={profile.state} />,
    },
    {
      id: 'taken',
      header: words.columns.taken,
      width: '134px',
      cell: ({ downloaded_at }) =>
        downloaded_at ? <TimeAgo at={downloaded_at} /> : <span className={styles.quiet}>{words.notYet}</span>,
    },
    {
      id: 'deadline',
      header: words.columns.deadline,
      width: '176px',
      phone: 'labelled',
      phoneHeader: words.columns.deadlineShort,
      cell: (profile) => deadlineOf(profile, now),
    },
    {
      id: 'revoke',
      header: words.columns.revoke,
      quiet: true,
      width: '126px',
      align: 'end',
      cell: (profile) =>
        profile.device_id ? (
          deviceLink(profile.device_id, words.device)
        ) : isOpen(profile, now) ? (
          <Gated reason={reason}>
            <Button size="sm" onClick={() => setRevoking(profile)}>
              {words.revoke.verb}
            </Button>
          </Gated>
        ) : null,
    },
  ];

  return (
    <Stack>
      <div className={styles.bar}>
        <FilterChips label={words.filter} all={words.all} choices={FILTERS} value={state} onChange={onState} />
        {action}
      </div>
      <Card flush>
        {profiles.isPending ? <SkeletonRows rows={4} /> : null}
        {profiles.isError && !profiles.data ? (
          <ErrorState failure={describe(profiles.error)} onRetry={() => void profiles.refetch()} />
        ) : null}
        {rows.length > 0 ? (
          <DataTable
            label={words.label}
            noun={words.noun}
            columns={columns}
            rows={rows}
            rowKey={(profile) => profile.id}
            hasMore={profiles.hasNextPage}
            onMore={() => void profiles.fetchNextPage()}
            loadingMore={profiles.isFetchingNextPage}
          />
        ) : null}
        {profiles.data && rows.length === 0 ? (
          <EmptyState icon={IconFileCertificate} {...(state ? words.none : words.empty)} />
        ) : null}
      </Card>
      <RevokeProfile profile={revoking} who={revoking ? who(revoking) : ''} onClose={() => setRevoking(null)} />
    </Stack>
  );
}

function who({ client, created_by }: Profile): string {
  return created_by ? words.issuedBy(created_by.name) : platformName(client.platform);
}

/** Nothing at all for a profile that has ended. */
function deadlineOf(profile: Profile, now: number): ReactNode {
  const { deadline } = profile;
  if (!['ready', 'downloaded', 'certificate_issued'].includes(profile.state)) return null;
  if (!deadline) return <span className={styles.quiet}>{words.noDeadline}</span>;
  const left = timeLeft(deadline, now);
  return left === null ? (
    <span className={styles.quiet}>{words.ended}</span>
  ) : (
    <span className={styles.left}>
      {words.left(left)} <span className={styles.clock}>· {clockTime(deadline, now)}</span>
    </span>
  );
}
