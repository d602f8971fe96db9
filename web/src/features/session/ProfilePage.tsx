/** Settings > Your profile: who is signed in and what their role allows; who may manage users also changes their own name and password. */

import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, ok, type Schema } from '@/api/client';
import { refuseFields } from '@/api/refuse';
import { sessionQuery, useCan, useSession } from '@/api/session';
import type { Wording } from '@/api/wording';
import { passwordMistake } from '@/lib/password';
import { useForm } from '@/lib/useForm';
import { Card } from '@/ui/Card';
import { ErrorNotice } from '@/ui/ErrorState';
import { Facts } from '@/ui/Facts';
import { NewPassword } from '@/ui/NewPassword';
import { Notice } from '@/ui/Notice';
import { Stack } from '@/ui/Stack';
import { done } from '@/ui/toast';
import styles from './ProfilePage.module.css';
import { words } from './words';

export function ProfilePage() {
  const { user, organization } = useSession();
  const can = useCan();
  const own = words.own;
  return (
    <Stack gap={4}>
      <Card title={user.name}>
        <Facts
          rows={{
            [words.email]: user.email,
            [own.role]: (
              <>
                {own.roles[user.role] ?? user.role}
                <span className={styles.text}>{own.roleTexts[user.role]}</span>
              </>
            ),
            [own.organization]: organization.name,
          }}
        />
      </Card>
      {can('user.write') ? (
        <>
          <Change title={own.name} verb={own.saveName} kind="name" />
          <Change title={own.password} text={own.passwordText} verb={own.savePassword} kind="password" />
        </>
      ) : (
        <Notice>{own.askSomebody}</Notice>
      )}
    </Stack>
  );
}

function Change({
  title,
  text,
  verb,
  kind,
}: {
  title: string;
  text?: string;
  verb: string;
  kind: 'name' | 'password';
}) {
  const { user } = useSession();
  const queries = useQueryClient();
  const [failure, setFailure] = useState<Wording | null>(null);
  const form = useForm({ name: user.name, password: '' }, (values) =>
    kind === 'name'
      ? { name: values.name.trim() ? undefined : words.own.required }
      : { password: passwordMistake(values.password) },
  );
  const save = useMutation({
    mutationFn: (body: Schema<'UserChange'>) =>
      ok(api.PATCH('/api/v1/users/{user_id}', { params: { path: { user_id: user.id } }, body })),
    onMutate: () => setFailure(null),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      void queries.invalidateQueries({ queryKey: ['users'] });
      form.reset({ name: saved.name, password: '' });
      done(kind === 'name' ? words.own.nameSaved : words.own.passwordSaved);
    },
    onError: (error) => setFailure(refuseFields(form, error)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending && form.check()) save.mutate({ [kind]: form.values[kind] });
  };
  return (
    <Card title={title} text={text}>
      <form onSubmit={submit} noValidate className={styles.form}>
        {kind === 'name' ? (
          <TextInput {...form.text('name')} label={words.own.name} autoComplete="name" />
        ) : (
          <NewPassword field={form.text('password')} label={words.own.newPassword} />
        )}
        {failure ? <ErrorNotice failure={failure} /> : null}
        <div>
          <Button type="submit" loading={save.isPending}>
            {verb}
          </Button>
        </div>
      </form>
    </Card>
  );
}
