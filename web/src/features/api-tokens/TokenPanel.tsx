/** One API token beside the list: the facts, and revoking it. */

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ok } from '@/api/client';
import { PolicyName } from '@/api/PolicyName';
import { describe } from '@/api/wording';
import { relative } from '@/lib/time';
import { useNow } from '@/lib/useNow';
import { Badge } from '@/ui/Badge';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Facts } from '@/ui/Facts';
import { Stack } from '@/ui/Stack';
import { Time } from '@/ui/Time';
import { done } from '@/ui/toast';
import { type ApiToken, stateOf, tokensKey } from './queries';
import styles from './TokenPanel.module.css';
import { type Scope, words } from './words';

export function TokenPanel({ token }: { token: ApiToken }) {
  const now = useNow();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const state = stateOf(token, now);
  const revoke = useMutation({
    mutationFn: () => ok(api.DELETE('/api/v1/api-tokens/{token_id}', { params: { path: { token_id: token.id } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: tokensKey });
      setAsking(false);
      done(words.revoked(token.name));
    },
  });
  return (
    <Stack gap={5}>
      <Facts
        rows={{
          [words.columns.state]: <Badge tone={state === 'alive' ? 'success' : 'neutral'}>{words.states[state]}</Badge>,
          [words.columns.limit]: token.policy_id ? <PolicyName id={token.policy_id} /> : words.everywhere,
          [words.columns.by]: token.created_by.name,
          Created: <Time at={token.created_at} />,
          [words.columns.expires]: <Time at={token.expires_at} />,
          [words.columns.used]: token.last_used_at ? <Time at={token.last_used_at} /> : words.never,
          Revoked: token.revoked_at ? <Time at={token.revoked_at} /> : null,
          [words.columns.scopes]: (
            <ul className={styles.scopes}>
              {token.scopes.map((scope) => (
                <li key={scope}>
                  {words.scopes[scope as Scope] ?? scope} <code>{scope}</code>
                </li>
              ))}
            </ul>
          ),
          ID: <code>{token.id}</code>,
        }}
      />
      {state === 'alive' ? (
        <div>
          <Button color="danger" onClick={() => setAsking(true)}>
            {words.revoke}
          </Button>
        </div>
      ) : null}
      <ConfirmDialog
        opened={asking}
        onClose={() => {
          revoke.reset();
          setAsking(false);
        }}
        title={words.revokeTitle(token.name)}
        consequences={words.revokeConsequences(token.last_used_at ? relative(token.last_used_at, now) : null)}
        verb={words.revoke}
        danger
        busy={revoke.isPending}
        failure={revoke.isError ? describe(revoke.error) : null}
        onConfirm={() => revoke.mutate()}
      />
    </Stack>
  );
}
