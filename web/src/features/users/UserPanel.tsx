/** One user beside the list: the facts, and what can be done. */

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ok } from '@/api/client';
import { useReason, useSession } from '@/api/session';
import { describe } from '@/api/wording';
import { Badge } from '@/ui/Badge';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { ErrorNotice } from '@/ui/ErrorState';
import { Facts } from '@/ui/Facts';
import { Gated } from '@/ui/Gated';
import { Stack } from '@/ui/Stack';
import { Time, TimeAgo } from '@/ui/Time';
import { done } from '@/ui/toast';
import { EditUser } from './EditUser';
import { type User, usersKey } from './queries';
import { disableReason, untouchable } from './rules';
import styles from './UserPanel.module.css';
import { words } from './words';

export function UserPanel({ user, all }: { user: User; all: User[] }) {
  const mine = useSession().user.role;
  const notAllowed = useReason()('user.write');
  const queries = useQueryClient();
  const [dialog, setDialog] = useState<'edit' | 'disable' | null>(null);
  const params = { path: { user_id: user.id } };
  const refresh = () => queries.invalidateQueries({ queryKey: usersKey });

  const disable = useMutation({
    mutationFn: () => ok(api.POST('/api/v1/users/{user_id}/disable', { params })),
    onSuccess: async () => {
      await refresh();
      setDialog(null);
      done(words.disabledDone(user.name));
    },
  });
  const enable = useMutation({
    mutationFn: () => ok(api.POST('/api/v1/users/{user_id}/enable', { params })),
    onSuccess: async () => {
      await refresh();
      done(words.enabledDone(user.name));
    },
  });

  const off = notAllowed ?? untouchable(mine, user);
  return (
    <Stack gap={5}>
      <Facts
        rows={{
          [words.columns.email]: user.email,
          [words.columns.role]: words.roles[user.role],
          [words.columns.state]: user.disabled_at ? (
            <>
              <Badge>{words.disabled}</Badge> <TimeAgo at={user.disabled_at} />
            </>
          ) : (
            <Badge tone="success">{words.enabled}</Badge>
          ),
          [words.columns.lastSignIn]: user.last_sign_in_at ? <Time at={user.last_sign_in_at} /> : words.never,
          Added: <Time at={user.created_at} />,
          ID: <code>{user.id}</code>,
        }}
      />
      {enable.isError ? <ErrorNotice failure={describe(enable.error)} /> : null}
      <div className={styles.actions}>
        <Gated reason={off}>
          <Button onClick={() => setDialog('edit')}>{words.change}</Button>
        </Gated>
        {user.disabled_at ? (
          <Gated reason={off}>
            <Button onClick={() => enable.mutate()} loading={enable.isPending}>
              {words.enable}
            </Button>
          </Gated>
        ) : (
          <Gated reason={notAllowed ?? disableReason(mine, user, all)}>
            <Button color="danger" onClick={() => setDialog('disable')}>
              {words.disable}
            </Button>
          </Gated>
        )}
      </div>
      <EditUser opened={dialog === 'edit'} onClose={() => setDialog(null)} user={user} all={all} />
      <ConfirmDialog
        opened={dialog === 'disable'}
        onClose={() => {
          disable.reset();
          setDialog(null);
        }}
        title={words.disableTitle(user.name)}
        consequences={words.disableConsequences(user.name)}
        verb={words.disable}
        danger
        busy={disable.isPending}
        failure={disable.isError ? describe(disable.error) : null}
        onConfirm={() => disable.mutate()}
      />
    </Stack>
  );
}
