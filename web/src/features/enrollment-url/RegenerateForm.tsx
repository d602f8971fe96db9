/** The question before a regeneration: profiles in flight, what becomes of them, and whether the policies below go along. */

import { Button, Checkbox } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, ok, type Schema } from '@/api/client';
import { useIdempotencyKeys } from '@/api/idempotency';
import type { Policy } from '@/api/policies';
import { profilesQuery } from '@/api/profiles';
import { useRefreshPolicies } from '@/api/secure-enrollment';
import { describe } from '@/api/wording';
import { clockTime } from '@/lib/deadline';
import { useNow } from '@/lib/useNow';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { Consequences } from '@/ui/Consequences';
import { DialogFooter } from '@/ui/DialogFooter';
import { ErrorNotice } from '@/ui/ErrorState';
import { InFlightList } from './InFlightList';
import { atLeast, GRACE_MINUTES, MOST_IN_FLIGHT, stillUsable } from './inFlight';
import { descendantsQuery } from './queries';
import styles from './Regenerate.module.css';
import type { Outcome } from './Regenerated';
import { words } from './words';

interface Props {
  policy: Policy;
  onClose: () => void;
  onBusy: (busy: boolean) => void;
  onDone: (outcome: Outcome) => void;
}

export function RegenerateForm({ policy, onClose, onBusy, onDone }: Props) {
  const now = useNow(1000);
  const refresh = useRefreshPolicies();
  const keys = useIdempotencyKeys();
  const [grace, setGrace] = useState<'30' | '0'>('30');
  const [children, setChildren] = useState(false);
  const inFlight = useInfiniteQuery(profilesQuery(policy.id, 'in_flight', MOST_IN_FLIGHT));
  const below = useQuery({ ...descendantsQuery(policy.id), enabled: policy.child_count > 0 });
  const usable = stillUsable(inFlight.data ?? [], now);
  const descendants = below.data ? atLeast(below.data.count, below.data.more) : null;
  const minutes = grace === '0' ? 0 : GRACE_MINUTES;

  const regenerate = useMutation({
    mutationFn: (body: Schema<'Regeneration'>) =>
      ok(
        api.POST('/api/v1/policies/{policy_id}/secure-enrollment/regenerate', {
          params: { path: { policy_id: policy.id } },
          headers: keys.headers(body),
          body,
        }),
      ),
    onMutate: () => onBusy(true),
    onSuccess: async (enrollment) => {
      keys.done();
      onDone({ enrollment, minutes, at: Date.now(), descendants: children ? descendants : null });
      await refresh();
    },
    onSettled: () => onBusy(false),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!regenerate.isPending) regenerate.mutate({ include_children: children, grace_minutes: minutes });
  };

  const text = words.regenerate;
  return (
    <form className={styles.stack} onSubmit={submit}>
      <Consequences of={[children ? text.oldMany : text.old, text.fresh, text.devices]} />
      <InFlightList query={inFlight} usable={usable} grace={minutes} now={now} />
      <ChoiceCards
        label={text.when}
        name="grace"
        value={grace}
        onChange={setGrace}
        disabled={regenerate.isPending}
        choices={[
          { value: '30', name: text.grace(clockTime(now + GRACE_MINUTES * 60_000, now)), text: text.graceText },
          { value: '0', name: text.atOnce, text: text.atOnceText(atLeast(usable.length, inFlight.hasNextPage)) },
        ]}
      />
      {policy.child_count > 0 ? (
        <Checkbox
          label={descendants ? text.children(descendants) : text.counting}
          description={text.childrenText}
          checked={children}
          disabled={!descendants || regenerate.isPending}
          onChange={(event) => setChildren(event.currentTarget.checked)}
        />
      ) : null}
      {regenerate.isError ? <ErrorNotice failure={describe(regenerate.error)} /> : null}
      <DialogFooter>
        <Button onClick={onClose} disabled={regenerate.isPending}>
          Cancel
        </Button>
        <Button type="submit" variant="filled" color="danger" loading={regenerate.isPending}>
          {children && descendants ? text.verbMany(descendants) : text.verb}
        </Button>
      </DialogFooter>
    </form>
  );
}
