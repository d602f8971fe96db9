/** Settings > API tokens: the list, one of them open beside it, and the way to a new one. */

import { Button } from '@mantine/core';
import { IconKey, IconLock, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { PolicyName } from '@/api/PolicyName';
import { useCan } from '@/api/session';
import { describe } from '@/api/wording';
import { useNow } from '@/lib/useNow';
import { Badge } from '@/ui/Badge';
import { Card } from '@/ui/Card';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { PageHeader } from '@/ui/PageHeader';
import { SidePanel } from '@/ui/SidePanel';
import { SkeletonRows } from '@/ui/Skeletons';
import { TimeAgo } from '@/ui/Time';
import { CreateToken } from './CreateToken';
import { type ApiToken, stateOf, tokensQuery } from './queries';
import { TokenPanel } from './TokenPanel';
import { words } from './words';

const route = getRouteApi('/console/settings/api-tokens');

export function ApiTokensPage() {
  const can = useCan();
  if (can('user.write')) return <Tokens />;
  return <EmptyState icon={IconLock} title={words.notAllowed.title} text={words.notAllowed.text} />;
}

function Tokens() {
  const { token: open } = route.useSearch();
  const navigate = route.useNavigate();
  const now = useNow();
  const tokens = useInfiniteQuery(tokensQuery);
  const [creating, setCreating] = useState(false);
  const show = (token?: string) => void navigate({ search: { token }, replace: token === undefined });
  const create = (
    <Button
      variant="filled"
      color="accent"
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setCreating(true)}
    >
      {words.create}
    </Button>
  );

  const columns: Column<ApiToken>[] = [
    { id: 'name', header: words.columns.name, title: (token) => token.name, cell: (token) => <bdi>{token.name}</bdi> },
    {
      id: 'scopes',
      header: words.columns.scopes,
      width: '32%',
      title: (token) => token.scopes.join(', '),
      cell: (token) => token.scopes.join(', '),
    },
    {
      id: 'limit',
      header: words.columns.limit,
      wideOnly: 'desktop',
      width: '14%',
      cell: (token) => (token.policy_id ? <PolicyName id={token.policy_id} /> : words.everywhere),
    },
    {
      id: 'used',
      header: words.columns.used,
      width: '130px',
      wideOnly: 'laptop',
      cell: (token) => (token.last_used_at ? <TimeAgo at={token.last_used_at} /> : words.never),
    },
    {
      id: 'ends',
      header: words.columns.expires,
      width: '130px',
      phone: 'labelled',
      cell: (token) => <TimeAgo at={token.expires_at} />,
    },
    {
      id: 'state',
      header: words.columns.state,
      width: '112px',
      phone: 'corner',
      cell: (token) => <State of={stateOf(token, now)} />,
    },
  ];

  const rows = tokens.data;
  const opened = rows?.find((token) => token.id === open);
  return (
    <>
      <PageHeader text={words.text} actions={rows?.length ? create : null} />
      <Card flush>
        {tokens.isPending ? <SkeletonRows rows={4} /> : null}
        {tokens.isError && !rows ? (
          <ErrorState failure={describe(tokens.error)} onRetry={() => void tokens.refetch()} />
        ) : null}
        {rows?.length === 0 ? (
          <EmptyState icon={IconKey} title={words.empty.title} text={words.empty.text} action={create} />
        ) : null}
        {rows?.length ? (
          <DataTable
            label="API tokens"
            noun={words.noun}
            columns={columns}
            rows={rows}
            rowKey={(token) => token.id}
            openKey={open}
            openLabel={(token) => token.name}
            onOpen={(token) => show(token.id)}
            hasMore={tokens.hasNextPage}
            onMore={() => void tokens.fetchNextPage()}
            loadingMore={tokens.isFetchingNextPage}
          />
        ) : null}
      </Card>
      <CreateToken opened={creating} onClose={() => setCreating(false)} />
      <SidePanel
        opened={open !== undefined && rows !== undefined}
        onClose={() => show(undefined)}
        title={opened?.name ?? words.gone.title}
      >
        {opened ? <TokenPanel key={opened.id} token={opened} /> : <p>{words.gone.text}</p>}
      </SidePanel>
    </>
  );
}

/** Works, revoked or ended. */
export function State({ of }: { of: 'alive' | 'revoked' | 'ended' }) {
  return <Badge tone={of === 'alive' ? 'success' : 'neutral'}>{words.states[of]}</Badge>;
}
