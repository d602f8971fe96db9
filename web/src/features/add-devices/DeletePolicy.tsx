/** Deletes a policy; what stands in the way is said before anything is sent. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, ok } from '@/api/client';
import { type Policy, policyQuery } from '@/api/policies';
import { useRefreshPolicies } from '@/api/secure-enrollment';
import { describe } from '@/api/wording';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { done } from '@/ui/toast';
import { words } from './words';

export function DeletePolicy({ opened, onClose, policy }: { opened: boolean; onClose: () => void; policy: Policy }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const refresh = useRefreshPolicies();
  const remove = useMutation({
    mutationFn: () => ok(api.DELETE('/api/v1/policies/{policy_id}', { params: { path: { policy_id: policy.id } } })),
    onSuccess: async () => {
      onClose();
      const parent = policy.parent_id;
      await (parent
        ? navigate({ to: '/policies/$policyId', params: { policyId: parent }, replace: true })
        : navigate({ to: '/policies', replace: true }));
      queries.removeQueries({ queryKey: policyQuery(policy.id).queryKey });
      await refresh();
      done(words.remove.done(policy.name));
    },
    onError: () => refresh(),
  });
  return (
    <ConfirmDialog
      opened={opened}
      onClose={() => {
        remove.reset();
        onClose();
      }}
      title={words.remove.title(policy.name)}
      consequences={words.remove.consequences(policy.name)}
      verb={words.remove.verb}
      danger
      typeToConfirm={policy.name}
      busy={remove.isPending}
      failure={remove.isError ? describe(remove.error) : null}
      onConfirm={() => remove.mutate()}
    />
  );
}

/** Why a policy cannot be deleted now. */
export function deleteReason(policy: Policy): string | undefined {
  if (policy.child_count > 0) return words.remove.hasChildren(policy.child_count);
  return policy.device_count > 0 ? words.remove.hasDevices(policy.device_count) : undefined;
}
