/** Profiles of retired URLs that can still enroll, and the way to end them now. */

import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ok } from '@/api/client';
import type { Policy } from '@/api/policies';
import { profilesQuery } from '@/api/profiles';
import { useRefreshPolicies } from '@/api/secure-enrollment';
import { useReason } from '@/api/session';
import { describe } from '@/api/wording';
import { clockTime } from '@/lib/deadline';
import { useNow } from '@/lib/useNow';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Gated } from '@/ui/Gated';
import { Notice } from '@/ui/Notice';
import { done } from '@/ui/toast';
import { atLeast, MOST_IN_FLIGHT, stillUsable } from './inFlight';
import styles from './UrlCard.module.css';
import { words } from './words';

export function RetiredProfiles({ policy, liveUrlId }: { policy: Policy; liveUrlId: string }) {
  const now = useNow(1000);
  const reason = useReason()('profile.revoke');
  const refresh = useRefreshPolicies();
  const [asking, setAsking] = useState(false);
  const inFlight = useInfiniteQuery(profilesQuery(policy.id, 'in_flight', MOST_IN_FLIGHT));
  const invalidate = useMutation({
    mutationFn: () =>
      ok(
        api.POST('/api/v1/policies/{policy_id}/secure-enrollment/invalidate-profiles', {
          params: { path: { policy_id: policy.id } },
        }),
      ),
    onSuccess: async () => {
      await refresh();
      setAsking(false);
      done(words.invalidate.done);
    },
  });
  const old = stillUsable(inFlight.data ?? [], now).filter((profile) => profile.enrollment_url_id !== liveUrlId);
  const last = old
    .map((profile) => profile.deadline ?? '')
    .sort()
    .at(-1);
  if (old.length === 0 && !asking) return null;
  const [n, one] = [atLeast(old.length, inFlight.hasNextPage), old.length === 1 && !inFlight.hasNextPage];
  return (
    <div className={styles.notice}>
      <Notice
        tone="info"
        title={words.invalidate.notice(n, one)}
        action={
          <Gated reason={reason}>
            <Button onClick={() => setAsking(true)}>{words.invalidate.verb}</Button>
          </Gated>
        }
      >
        {last ? words.invalidate.until(clockTime(last, now)) : null}
      </Notice>
      <ConfirmDialog
        opened={asking}
        onClose={() => {
          invalidate.reset();
          setAsking(false);
        }}
        title={words.invalidate.title}
        consequences={words.invalidate.consequences(n, one)}
        verb={words.invalidate.verb}
        danger
        busy={invalidate.isPending}
        failure={invalidate.isError ? describe(invalidate.error) : null}
        onConfirm={() => invalidate.mutate()}
      />
    </div>
  );
}
