/** The form of the first setup. Nothing typed is lost when the server refuses. */

import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { api, ok } from '@/api/client';
import { codeOf } from '@/api/problem';
import { refuseFields } from '@/api/refuse';
import { sessionQuery } from '@/api/session';
import type { Wording } from '@/api/wording';
import { passwordMistake } from '@/lib/password';
import { useForm } from '@/lib/useForm';
import { ErrorNotice } from '@/ui/ErrorState';
import { NewPassword } from '@/ui/NewPassword';
import { Stack } from '@/ui/Stack';
import styles from './SetupPage.module.css';
import { words } from './words';

export function SetupForm({ token }: { token: string }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [failure, setFailure] = useState<Wording | null>(null);
  const form = useForm({ organization: '', name: '', email: '', password: '' }, (values) => ({
    organization: values.organization.trim() ? undefined : words.required.organization,
    name: values.name.trim() ? undefined : words.required.name,
    email: /^\S+@\S+$/.test(values.email.trim()) ? undefined : words.required.email,
    password: passwordMistake(values.password),
  }));
  const complete = useMutation({
    mutationFn: (values: typeof form.values) => ok(api.POST('/api/v1/setup', { body: { token, ...values } })),
    onMutate: () => setFailure(null),
    onSuccess: async (session) => {
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, session);
      await navigate({ to: '/policies', replace: true });
    },
    onError: (error) => {
      if (codeOf(error) === 'setup_done') void queries.invalidateQueries({ queryKey: ['setup'] });
      else setFailure(refuseFields(form, error));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!complete.isPending && form.check()) complete.mutate(form.values);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Stack gap={4}>
        <TextInput
          {...form.text('organization')}
          label={words.organization}
          description={words.organizationHint}
          autoComplete="organization"
          autoFocus
        />
        <TextInput {...form.text('name')} label={words.name} autoComplete="name" />
        <TextInput
          {...form.text('email')}
          label={words.email}
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
        <NewPassword field={form.text('password')} label={words.password} />
        {failure ? <ErrorNotice failure={failure} /> : null}
        <Button type="submit" variant="filled" color="accent" fullWidth loading={complete.isPending}>
          {words.verb}
        </Button>
      </Stack>
    </form>
  );
}
