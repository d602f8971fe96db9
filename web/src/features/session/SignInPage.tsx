/** Sign-in: email and password, the wait after too many attempts, and the way back to where somebody wanted to go. */

import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { type FormEvent, useRef } from 'react';
import { api, ok } from '@/api/client';
import { codeOf, ProblemError } from '@/api/problem';
import { sessionQuery } from '@/api/session';
import { describe } from '@/api/wording';
import { destination } from '@/lib/destination';
import { countdown } from '@/lib/time';
import { useCountdown } from '@/lib/useCountdown';
import { useForm } from '@/lib/useForm';
import { ErrorNotice } from '@/ui/ErrorState';
import { Gate } from '@/ui/Gate';
import { Notice } from '@/ui/Notice';
import { Stack } from '@/ui/Stack';
import { NotSetUp } from './NotSetUp';
import { words } from './words';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { to, ended } = route.useSearch();
  const router = useRouter();
  const queries = useQueryClient();
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => ok(api.GET('/api/v1/setup')), retry: false });
  const password = useRef<HTMLInputElement>(null);
  const [wait, startWait] = useCountdown();
  const form = useForm({ email: '', password: '' }, (values) => ({
    email: values.email.trim() ? undefined : words.required.email,
    password: values.password ? undefined : words.required.password,
  }));

  const signIn = useMutation({
    mutationFn: (body: typeof form.values) => ok(api.POST('/api/v1/session', { body })),
    onSuccess: async (session) => {
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, session);
      router.history.replace(destination(to));
    },
    onError: (error) => {
      if (codeOf(error) === 'slow_down' && error instanceof ProblemError) startWait(error.problem.retryAfter ?? 60);
      if (codeOf(error) === 'credentials_invalid') {
        form.set('password', '');
        password.current?.focus();
      }
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wait === 0 && !signIn.isPending && form.check()) signIn.mutate(form.values);
  };

  if (setup.data?.required) return <NotSetUp />;
  const slowed = codeOf(signIn.error) === 'slow_down';
  const wrong = codeOf(signIn.error) === 'credentials_invalid';
  return (
    <Gate title={words.title} foot={words.forgotten}>
      <form onSubmit={submit} noValidate style={{ marginTop: 'var(--space-5)' }}>
        <Stack gap={4}>
          {ended && !signIn.isError ? <Notice>{words.ended}</Notice> : null}
          <TextInput
            {...form.text('email')}
            label={words.email}
            type="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
          />
          <PasswordInput
            {...form.text('password')}
            ref={password}
            label={words.password}
            aria-invalid={form.mistakes.password !== undefined}
            autoComplete="current-password"
          />
          {slowed && wait > 0 ? (
            <Notice tone="warning" live title={describe(signIn.error).title}>
              <span aria-hidden>{words.wait(countdown(wait))}</span>
              <span className="visually-hidden">{describe(signIn.error).next}</span>
            </Notice>
          ) : null}
          {wrong ? (
            <Notice tone="danger" live title={describe(signIn.error).text}>
              {describe(signIn.error).next}
            </Notice>
          ) : null}
          {signIn.error && !slowed && !wrong ? <ErrorNotice failure={describe(signIn.error)} /> : null}
          <Button
            type="submit"
            variant="filled"
            color="accent"
            fullWidth
            loading={signIn.isPending}
            disabled={wait > 0}
          >
            {wait > 0 ? words.waitVerb(countdown(wait)) : words.verb}
          </Button>
        </Stack>
      </form>
    </Gate>
  );
}
