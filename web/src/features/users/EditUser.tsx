/** Changes a user's name and role, or sets a new password. */

import { Checkbox, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ok, type Schema } from '@/api/client';
import { refuseFields } from '@/api/refuse';
import { sessionQuery, useSession } from '@/api/session';
import type { Wording } from '@/api/wording';
import { passwordMistake } from '@/lib/password';
import { useForm } from '@/lib/useForm';
import { DialogForm } from '@/ui/DialogForm';
import { NewPassword } from '@/ui/NewPassword';
import { done } from '@/ui/toast';
import { type User, usersKey } from './queries';
import { RoleChoice } from './RoleChoice';
import { words } from './words';

interface Props {
  opened: boolean;
  onClose: () => void;
  user: User;
  all: User[];
}

export function EditUser({ opened, onClose, user, all }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={words.form.edit(user.name)} size={520}>
      <Content onClose={onClose} user={user} all={all} />
    </Modal>
  );
}

function Content({ onClose, user, all }: Omit<Props, 'opened'>) {
  const me = useSession().user;
  const queries = useQueryClient();
  const [failure, setFailure] = useState<Wording | null>(null);
  const start = { name: user.name, role: user.role, renew: false, password: '' };
  const form = useForm(start, (values) => ({
    name: values.name.trim() ? undefined : words.form.required.name,
    password: values.renew ? passwordMistake(values.password) : undefined,
  }));
  const { values } = form;
  const body: Schema<'UserChange'> = {
    ...(values.name.trim() === user.name ? {} : { name: values.name }),
    ...(values.role === user.role ? {} : { role: values.role }),
    ...(values.renew ? { password: values.password } : {}),
  };
  const save = useMutation({
    mutationFn: () => ok(api.PATCH('/api/v1/users/{user_id}', { params: { path: { user_id: user.id } }, body })),
    onMutate: () => setFailure(null),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: usersKey });
      if (user.id === me.id) await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      done(words.saved(saved.name));
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
    <DialogForm verb={words.form.saveVerb} busy={save.isPending} failure={failure} onCancel={onClose} onSubmit={submit}>
      <TextInput {...form.text('name')} label={words.form.name} autoComplete="off" data-autofocus />
      <RoleChoice
        value={values.role}
        onChange={(role) => form.set('role', role)}
        error={form.mistakes.role}
        mine={me.role}
        user={user}
        all={all}
      />
      <Checkbox
        label={words.form.changePassword}
        checked={values.renew}
        onChange={(event) => form.set('renew', event.currentTarget.checked)}
      />
      {values.renew ? (
        <NewPassword
          field={form.text('password')}
          label={words.form.newPassword}
          onGenerate={(password) => form.set('password', password)}
        />
      ) : null}
      {body.role || body.password ? <p>{words.form.ends}</p> : null}
    </DialogForm>
  );
}
