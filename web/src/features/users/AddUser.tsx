/** Adds a user with a first password, which the admin hands over. */

import { Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ok } from '@/api/client';
import { useIdempotencyKeys } from '@/api/idempotency';
import { codeOf } from '@/api/problem';
import { refuseFields } from '@/api/refuse';
import { useSession } from '@/api/session';
import { describe, type Wording } from '@/api/wording';
import { passwordMistake } from '@/lib/password';
import { useForm } from '@/lib/useForm';
import { DialogForm } from '@/ui/DialogForm';
import { NewPassword } from '@/ui/NewPassword';
import { done } from '@/ui/toast';
import { type User, usersKey } from './queries';
import { RoleChoice } from './RoleChoice';
import { words } from './words';

export function AddUser({ opened, onClose, all }: { opened: boolean; onClose: () => void; all: User[] }) {
  return (
    <Modal opened={opened} onClose={onClose} title={words.form.add} size={520}>
      <Content onClose={onClose} all={all} />
    </Modal>
  );
}

function Content({ onClose, all }: { onClose: () => void; all: User[] }) {
  const mine = useSession().user.role;
  const queries = useQueryClient();
  const keys = useIdempotencyKeys();
  const [failure, setFailure] = useState<Wording | null>(null);
  const form = useForm({ name: '', email: '', role: 'helpdesk' as User['role'], password: '' }, (values) => ({
    name: values.name.trim() ? undefined : words.form.required.name,
    email: /^\S+@\S+$/.test(values.email.trim()) ? undefined : words.form.required.email,
    password: passwordMistake(values.password),
  }));
  const create = useMutation({
    mutationFn: (body: typeof form.values) => ok(api.POST('/api/v1/users', { body, headers: keys.headers(body) })),
    onMutate: () => setFailure(null),
    onSuccess: async (user) => {
      keys.done();
      await queries.invalidateQueries({ queryKey: usersKey });
      done(words.added(user.name), words.handOver(user.name));
      onClose();
    },
    onError: (error) => {
      if (codeOf(error) === 'email_taken') form.refuse([{ pointer: '/email', detail: takenText(error) }]);
      else setFailure(refuseFields(form, error));
    },
  });
  return (
    <DialogForm
      verb={words.form.addVerb}
      busy={create.isPending}
      failure={failure}
      onCancel={onClose}
      onSubmit={() => form.check() && create.mutate(form.values)}
    >
      <TextInput {...form.text('name')} label={words.form.name} autoComplete="off" data-autofocus />
      <TextInput
        {...form.text('email')}
        label={words.form.email}
        type="email"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <RoleChoice
        value={form.values.role}
        onChange={(role) => form.set('role', role)}
        error={form.mistakes.role}
        mine={mine}
        user={null}
        all={all}
      />
      <NewPassword
        field={form.text('password')}
        label={words.form.password}
        onGenerate={(password) => form.set('password', password)}
      />
      <p>{words.form.passwordHint}</p>
    </DialogForm>
  );
}

function takenText(error: unknown): string {
  const said = describe(error);
  return `${said.text} ${said.next}`;
}
