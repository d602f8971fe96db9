/** The switch at the top of the modal, and, once it is chosen, the warning; nothing is enabled before "I understand". */

import { Button, Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api, okWithTag } from '@/api/client';
import type { Policy } from '@/api/policies';
import { readinessQuery, secureEnrollmentQuery, useRefreshPolicies } from '@/api/secure-enrollment';
import { describe } from '@/api/wording';
import { count } from '@/lib/plural';
import { type Securing, securing } from '@/lib/securing';
import { ErrorNotice, ErrorState } from '@/ui/ErrorState';
import { Notice } from '@/ui/Notice';
import { SecuringWarning } from '@/ui/SecuringWarning';
import { SkeletonLines } from '@/ui/Skeletons';
import { TimeAgo } from '@/ui/Time';
import styles from './Enable.module.css';
import { words } from './words';

const text = words.enable;

export function EnableSection({ policy, onCancel }: { policy: Policy; onCancel: () => void }) {
  const queries = useQueryClient();
  const refresh = useRefreshPolicies();
  const id = useId();
  const [chosen, setChosen] = useState(false);
  const readiness = useQuery({ ...readinessQuery(policy.id), staleTime: 0 });
  const numbers = readiness.data ? securing(readiness.data) : null;
  const migrating = readiness.data?.migration_in_progress ?? false;
  const enable = useMutation({
    mutationFn: () =>
      okWithTag(
        api.POST('/api/v1/policies/{policy_id}/secure-enrollment', {
          params: { path: { policy_id: policy.id } },
          body: { acknowledged: true },
        }),
      ),
    onSuccess: async (enabled) => {
      queries.setQueryData(secureEnrollmentQuery(policy.id).queryKey, enabled);
      await refresh();
    },
  });

  return (
    <>
      <div className={styles.section}>
        <div className={styles.switch}>
          <div className={styles.words}>
            <label htmlFor={id} className={styles.name}>
              {text.name}
            </label>
            <p id={`${id}-text`} className={styles.text}>
              {text.text}
            </p>
          </div>
          <Switch
            id={id}
            size="md"
            checked={chosen}
            disabled={migrating || enable.isPending}
            onChange={(event) => setChosen(event.currentTarget.checked)}
            aria-describedby={`${id}-text`}
            data-autofocus
          />
        </div>
        {migrating ? <Notice tone="warning">{text.migration}</Notice> : null}
        {chosen && readiness.isPending ? <SkeletonLines lines={6} /> : null}
        {chosen && readiness.isError ? (
          <ErrorState failure={describe(readiness.error)} onRetry={() => void readiness.refetch()} />
        ) : null}
        {chosen && numbers ? (
          <Notice tone="warning" title={text.warning} live>
            <SecuringWarning numbers={numbers} name={policy.name} />
            <LegacyUse numbers={numbers} />
          </Notice>
        ) : null}
        {enable.isError ? <ErrorNotice failure={describe(enable.error)} /> : null}
      </div>
      <div className={styles.footer}>
        <Button onClick={onCancel} disabled={enable.isPending}>
          {text.cancel}
        </Button>
        {chosen && numbers ? (
          <Button variant="filled" color="accent" loading={enable.isPending} onClick={() => enable.mutate()}>
            {text.verb}
          </Button>
        ) : null}
      </div>
    </>
  );
}

/** Which legacy URLs somebody still uses; the one chosen alone is in the sentence already. */
function LegacyUse({ numbers }: { numbers: Securing }) {
  if (numbers.policies < 2 || numbers.used.length === 0) return null;
  return (
    <details className={styles.details}>
      <summary>
        {text.details} ({numbers.used.length})
      </summary>
      <ul className={styles.uses}>
        {numbers.used.map((use) => (
          <li key={use.name}>
            <bdi className={styles.path}>{use.name}</bdi>
            <span className={styles.count}>
              {count(use.downloads, 'profile')}
              {use.configurator > 0 ? ` · ${count(use.configurator, 'time')} by Apple Configurator` : ''}
              {use.lastUse ? (
                <>
                  {' · '}
                  <TimeAgo at={use.lastUse} />
                </>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
