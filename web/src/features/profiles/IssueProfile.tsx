/** Issues a profile without the page, for scripts and agents, and hands its link over. */

import { Button, Modal } from '@mantine/core';
import { IconFilePlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ok } from '@/api/client';
import { useIdempotencyKeys } from '@/api/idempotency';
import type { Policy } from '@/api/policies';
import { useRefreshPolicies } from '@/api/secure-enrollment';
import { useReason } from '@/api/session';
import { describe } from '@/api/wording';
import { clockTime } from '@/lib/deadline';
import { Consequences } from '@/ui/Consequences';
import { DialogForm } from '@/ui/DialogForm';
import { Gated } from '@/ui/Gated';
import { ProfileLink } from '@/ui/ProfileLink';
import { words } from './words';

const text = words.issue;

export function IssueProfile({ policy, paused }: { policy: Policy; paused: boolean }) {
  const [opened, setOpened] = useState(false);
  const notAllowed = useReason()('profile.issue');
  return (
    <>
      <Gated reason={notAllowed ?? (paused ? text.paused : undefined)}>
        <Button leftSection={<IconFilePlus size={16} aria-hidden />} onClick={() => setOpened(true)}>
          {text.verb}
        </Button>
      </Gated>
      <Modal opened={opened} onClose={() => setOpened(false)} title={text.title(policy.name)} size={520}>
        <Content policy={policy} onClose={() => setOpened(false)} />
      </Modal>
    </>
  );
}

function Content({ policy, onClose }: { policy: Policy; onClose: () => void }) {
  const keys = useIdempotencyKeys();
  const refresh = useRefreshPolicies();
  const issue = useMutation({
    mutationFn: () =>
      ok(
        api.POST('/api/v1/policies/{policy_id}/profiles', {
          params: { path: { policy_id: policy.id } },
          headers: keys.headers(policy.id),
        }),
      ),
    onSuccess: () => {
      keys.done();
      void refresh();
    },
  });
  if (!issue.data) {
    return (
      <DialogForm
        verb={text.verb}
        busy={issue.isPending}
        failure={issue.isError ? describe(issue.error) : null}
        onCancel={onClose}
        onSubmit={() => issue.mutate()}
      >
        <p>{text.text}</p>
        <Consequences of={text.consequences} />
      </DialogForm>
    );
  }
  return (
    <ProfileLink title={text.done} url={issue.data.profile_url} onClose={onClose}>
      {text.until} {clockTime(issue.data.expires_at, Date.now())}. {text.consequences[0]}
    </ProfileLink>
  );
}
