/** Revokes one profile, after a confirmation. */

import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { api, ok } from '@/api/client';
import type { Profile } from '@/api/profiles';
import { useRefreshPolicies } from '@/api/secure-enrollment';
import { describe } from '@/api/wording';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { done } from '@/ui/toast';
import { words } from './words';

interface Props {
  profile: Profile | null;
  who: string;
  onClose: () => void;
}

export function RevokeProfile({ profile, who, onClose }: Props) {
  const refresh = useRefreshPolicies();
  // While the dialog closes, its words stay.
  const last = useRef(who);
  if (who) last.current = who;
  const revoke = useMutation({
    mutationFn: (id: string) =>
      ok(api.DELETE('/api/v1/profiles/{profile_id}', { params: { path: { profile_id: id } } })),
    onSuccess: async () => {
      await refresh();
      onClose();
      done(words.revoke.done);
    },
  });
  return (
    <ConfirmDialog
      opened={profile !== null}
      onClose={() => {
        revoke.reset();
        onClose();
      }}
      title={words.revoke.title}
      consequences={words.revoke.consequences(last.current)}
      verb={words.revoke.wide}
      danger
      busy={revoke.isPending}
      failure={revoke.isError ? describe(revoke.error) : null}
      onConfirm={() => profile && revoke.mutate(profile.id)}
    />
  );
}
