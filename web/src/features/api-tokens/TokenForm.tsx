/** The form of a new API token: what it is for, what it may do, where, and until when. */

import { Checkbox, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ok, type Schema } from '@/api/client';
import { useIdempotencyKeys } from '@/api/idempotency';
import { placeOf, policySearchQuery } from '@/api/policies';
import { refuseFields } from '@/api/refuse';
import { useCan } from '@/api/session';
import type { Wording } from '@/api/wording';
import { keysOf } from '@/lib/keys';
import { useForm } from '@/lib/useForm';
import { DialogForm } from '@/ui/DialogForm';
import { type Choice, SearchSelect } from '@/ui/SearchSelect';
import { dayAfter, endOf } from './ends';
import { tokensKey } from './queries';
import styles from './TokenForm.module.css';
import { type Scope, words } from './words';

interface Props {
  onClose: () => void;
  onCreated: (created: Schema<'CreatedApiToken'>) => void;
}

export function TokenForm({ onClose, onCreated }: Props) {
  const can = useCan();
  const queries = useQueryClient();
  const keys = useIdempotencyKeys();
  const [failure, setFailure] = useState<Wording | null>(null);
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search, 150);
  const found = useQuery(policySearchQuery(asked));

  const start = {
    name: '',
    scopes: ['policy.read'] as Scope[],
    policy_id: null as Choice | null,
    end: '90',
    expires_at: '',
  };
  const form = useForm(start, (values) => ({
    name: values.name.trim() ? undefined : words.form.required.name,
    scopes: values.scopes.length ? undefined : words.form.required.scopes,
    expires_at: values.end === 'date' && !endOf(values) ? words.form.required.date : undefined,
  }));
  const { values } = form;

  const create = useMutation({
    mutationFn: async () => {
      const body: Schema<'NewApiToken'> = { name: values.name, scopes: values.scopes };
      if (values.policy_id) body.policy_id = values.policy_id.id;
      // The key belongs to what was chosen; the moment of the end moves with the clock.
      const headers = keys.headers(values);
      const expires_at = keys.once(() => endOf(values));
      return ok(api.POST('/api/v1/api-tokens', { body: { ...body, expires_at }, headers }));
    },
    onMutate: () => setFailure(null),
    onSuccess: async (created) => {
      keys.done();
      await queries.invalidateQueries({ queryKey: tokensKey });
      onCreated(created);
    },
    onError: (error) => setFailure(refuseFields(form, error)),
  });

  return (
    <DialogForm
      verb={words.form.verb}
      busy={create.isPending}
      failure={failure}
      onCancel={onClose}
      onSubmit={() => form.check() && create.mutate()}
    >
      <TextInput
        {...form.text('name')}
        label={words.form.name}
        description={words.form.nameHint}
        autoComplete="off"
        data-autofocus
      />
      <Checkbox.Group
        label={words.form.scopes}
        description={words.form.scopesHint}
        inputWrapperOrder={['label', 'description', 'input', 'error']}
        value={values.scopes}
        onChange={(scopes) => form.set('scopes', scopes as Scope[])}
        error={form.mistakes.scopes}
      >
        <div className={styles.scopes}>
          {keysOf(words.scopes)
            .filter((scope) => can(scope))
            .map((scope, n) => (
              <Checkbox
                key={scope}
                name={n === 0 ? 'scopes' : undefined}
                value={scope}
                label={words.scopes[scope]}
                description={<code>{scope}</code>}
              />
            ))}
        </div>
      </Checkbox.Group>
      <SearchSelect
        name="policy_id"
        label={words.form.limit}
        description={words.form.limitHint}
        placeholder={words.form.limitPlaceholder}
        nothing={words.form.nothing}
        error={form.mistakes.policy_id}
        value={values.policy_id}
        onChange={(choice) => form.set('policy_id', choice)}
        onSearch={setSearch}
        busy={found.isFetching}
        choices={(found.data?.items ?? []).map((policy) => ({
          id: policy.id,
          name: policy.name,
          place: placeOf(policy),
        }))}
      />
      <div className={styles.end}>
        <Select
          label={words.form.end}
          value={values.end}
          onChange={(end) => form.set('end', end ?? '90')}
          data={Object.entries(words.form.ends).map(([value, label]) => ({ value, label }))}
          error={values.end === 'date' ? undefined : form.mistakes.expires_at}
        />
        {values.end === 'date' ? (
          <TextInput
            {...form.text('expires_at')}
            type="date"
            label={words.form.date}
            min={dayAfter(Date.now(), 1)}
            max={dayAfter(Date.now(), 364)}
          />
        ) : null}
      </div>
    </DialogForm>
  );
}
