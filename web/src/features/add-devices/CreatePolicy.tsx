/** Creates a policy: at the top of the tree or below another. */

import { Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ok, type Schema } from '@/api/client';
import { useIdempotencyKeys } from '@/api/idempotency';
import type { Policy } from '@/api/policies';
import { refuseFields } from '@/api/refuse';
import { useRefreshPolicies } from '@/api/secure-enrollment';
import type { Wording } from '@/api/wording';
import { useForm } from '@/lib/useForm';
import { DialogForm } from '@/ui/DialogForm';
import { Notice } from '@/ui/Notice';
import { done } from '@/ui/toast';
import { PolicyFields, policyMistakes } from './PolicyFields';
import { words } from './words';

interface Props {
  opened: boolean;
  onClose: () => void;
  parent: Policy | null;
  onCreated: (id: string) => void;
}

export function CreatePolicy(props: Props) {
  const { opened, onClose, parent } = props;
  const title = parent ? words.create.titleBelow(parent.name) : words.create.title;
  return (
    <Modal opened={opened} onClose={onClose} title={title} size={480}>
      <Content {...props} />
    </Modal>
  );
}

function Content({ onClose, parent, onCreated }: Props) {
  const refresh = useRefreshPolicies();
  const keys = useIdempotencyKeys();
  const [failure, setFailure] = useState<Wording | null>(null);
  const form = useForm({ name: '', color: '', icon: '' }, policyMistakes);
  const create = useMutation({
    mutationFn: (body: Schema<'NewPolicy'>) => ok(api.POST('/api/v1/policies', { body, headers: keys.headers(body) })),
    onMutate: () => setFailure(null),
    onSuccess: async (policy) => {
      keys.done();
      await refresh();
      done(words.create.done(policy.name));
      onClose();
      onCreated(policy.id);
    },
    onError: (error) => setFailure(refuseFields(form, error)),
  });
  const submit = () => {
    if (!form.check()) return;
    const { name, color, icon } = form.values;
    create.mutate({
      name: name.trim(),
      ...(parent ? { parent_id: parent.id } : {}),
      ...(color ? { color } : {}),
      ...(icon ? { icon } : {}),
    });
  };
  return (
    <DialogForm verb={words.create.verb} busy={create.isPending} failure={failure} onCancel={onClose} onSubmit={submit}>
      <PolicyFields form={form} />
      {parent?.secure ? <Notice tone="success">{words.create.secure(parent.name)}</Notice> : null}
    </DialogForm>
  );
}
