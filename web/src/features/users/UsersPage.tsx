/** Settings > Users: who can sign in, what they may do, and one of them open beside the list. */

import { Button } from '@mantine/core';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useReason, useSession } from '@/api/session';
import { describe } from '@/api/wording';
import { Badge } from '@/ui/Badge';
import { Card } from '@/ui/Card';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { Gated } from '@/ui/Gated';
import { PageHeader } from '@/ui/PageHeader';
import { SidePanel } from '@/ui/SidePanel';
import { SkeletonRows } from '@/ui/Skeletons';
import { TimeAgo } from '@/ui/Time';
import { AddUser } from './AddUser';
import { type User, usersQuery } from './queries';
import { UserPanel } from './UserPanel';
import { words } from './words';

const route = getRouteApi('/console/settings/users');

export function UsersPage() {
  const { user: open } = route.useSearch();
  const navigate = route.useNavigate();
  const me = useSession().user;
  const reason = useReason()('user.write');
  const users = useInfiniteQuery(usersQuery);
  const [adding, setAdding] = useState(false);
  const show = (user?: string) => void navigate({ search: { user }, replace: user === undefined });

  const columns: Column<User>[] = [
    {
      id: 'name',
      header: words.columns.name,
      width: '26%',
      title: (user) => user.name,
      cell: (user) => (
        <>
          <bdi>{user.name}</bdi> {user.id === me.id ? <Badge tone="accent">{words.you}</Badge> : null}
        </>
      ),
    },
    { id: 'email', header: words.columns.email, title: (user) => user.email, cell: (user) => user.email },
    { id: 'role', header: words.columns.role, width: '110px', cell: (user) => words.roles[user.role] },
    {
      id: 'seen',
      header: words.columns.lastSignIn,
      width: '140px',
      wideOnly: true,
      cell: (user) => (user.last_sign_in_at ? <TimeAgo at={user.last_sign_in_at} /> : words.never),
    },
    {
      id: 'state',
      header: words.columns.state,
      width: '150px',
      phone: 'corner',
      cell: (user) =>
        user.disabled_at ? <Badge>{words.disabled}</Badge> : <Badge tone="success">{words.enabled}</Badge>,
    },
  ];

  const rows = users.data ?? [];
  return (
    <>
      <PageHeader
        text={words.text}
        actions={
          <Gated reason={reason}>
            <Button
              variant="filled"
              color="accent"
              leftSection={<IconUserPlus size={16} aria-hidden />}
              onClick={() => setAdding(true)}
            >
              {words.add}
            </Button>
          </Gated>
        }
      />
      <Card flush>
        {users.isPending ? <SkeletonRows rows={4} /> : null}
        {users.isError && !users.data ? (
          <ErrorState failure={describe(users.error)} onRetry={() => void users.refetch()} />
        ) : null}
        {users.data ? (
          <DataTable
            label="Users"
            noun={words.noun}
            columns={columns}
            rows={rows}
            rowKey={(user) => user.id}
            openKey={open}
            onOpen={(user) => show(user.id)}
            hasMore={users.hasNextPage}
            onMore={() => void users.fetchNextPage()}
            loadingMore={users.isFetchingNextPage}
          />
        ) : null}
        {rows.length === 1 && !reason ? (
          <EmptyState icon={IconUsers} title={words.empty.title} text={words.empty.text} />
        ) : null}
      </Card>
      <AddUser opened={adding} onClose={() => setAdding(false)} all={rows} />
      <UserSide open={open} rows={users.data} onClose={() => show(undefined)} />
    </>
  );
}

function UserSide({
  open,
  rows,
  onClose,
}: {
  open: string | undefined;
  rows: User[] | undefined;
  onClose: () => void;
}) {
  const user = rows?.find((each) => each.id === open);
  return (
    <SidePanel
      opened={open !== undefined && rows !== undefined}
      onClose={onClose}
      title={user?.name ?? words.gone.title}
    >
      {user ? <UserPanel key={user.id} user={user} all={rows ?? []} /> : <p>{words.gone.text}</p>}
    </SidePanel>
  );
}
