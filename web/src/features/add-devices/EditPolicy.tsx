/** Renames a policy, and changes how the console shows it. */

import { Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ok, type Schema } from '@/api/client';
import type { Policy } from '@/api/policies';
import { refuseFields } from '@/api/refuse';
import { useRefreshPolicies } from '@/api/secure-enrollment';
import type { Wording } from '@/api/wording';
import { useForm } from '@/lib/useForm';
import { DialogForm } from '@/ui/DialogForm';
import { done } from '@/ui/toast';
import { PolicyFields, policyMistakes } from './PolicyFields';
import { words } from './words';

export function EditPolicy({ opened, onClose, policy }: { opened: boolean; onClose: () => void; policy: Policy }) {
  return (
    <Modal opened={opened} onClose={onClose} title={words.edit.title(policy.name)} size={480}>
      <Content onClose={onClose} policy={policy} />
    </Modal>
  );
}

function Content({ onClose, policy }: { onClose: () => void; policy: Policy }) {
  const refresh = useRefreshPolicies();
  const [failure, setFailure] = useState<Wording | null>(null);
  const start = { name: policy.name, color: policy.color ?? '', icon: policy.icon ?? '' };
  const form = useForm(start, policyMistakes);
  const { name, color, icon } = form.values;
  const body: Schema<'PolicyChange'> = {
    ...(name.trim() === start.name ? {} : { name: name.trim() }),
    ...(color === start.color ? {} : { color: color || null }),
    ...(icon === start.icon ? {} : { icon: icon || null }),
  };
  const save = useMutation({
    mutationFn: () =>
      ok(api.PATCH('/api/v1/policies/{policy_id}', { params: { path: { policy_id: policy.id } }, body })),
    onMutate: () => setFailure(null),
    onSuccess: async (saved) => {
      await refresh();
      done(words.edit.done(saved.name));
      onClose();
    },
    onError: (error) => setFailure(refuseFields(form, error)),
  });
  const submit = () => {
    if (!form.check()) return;
    if (Object.keys(body).length === 0) onClose();
    else save.mutate();
  };
  return (
    <DialogForm verb={words.edit.verb} busy={save.isPending} failure={failure} onCancel={onClose} onSubmit={submit}>
      <PolicyFields form={form} />
    </DialogForm>
  );
}
