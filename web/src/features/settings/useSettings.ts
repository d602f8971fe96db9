/** The organization's settings as a form: what the server has, what was chosen, and what changed meanwhile. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, okWithTag, type Schema } from '@/api/client';
import { codeOf } from '@/api/problem';
import { done } from '@/ui/toast';
import { words } from './words';

/** The settings, flat. */
export interface Values {
  secureEnrollment: boolean;
  migration: boolean;
  reEnrollment: Schema<'ReEnrollment'>;
}

const key = ['settings'];

function flat(settings: Schema<'OrganizationSettings'>): Values {
  return {
    secureEnrollment: settings.beta_features.secure_enrollment,
    migration: settings.migration_in_progress,
    reEnrollment: settings.re_enrollment,
  };
}

/** Only what was chosen is sent, so that nobody undoes what they did not touch. */
function change(chosen: Partial<Values>): Schema<'SettingsChange'> {
  return {
    ...(chosen.secureEnrollment === undefined ? {} : { beta_features: { secure_enrollment: chosen.secureEnrollment } }),
    ...(chosen.migration === undefined ? {} : { migration_in_progress: chosen.migration }),
    ...(chosen.reEnrollment === undefined ? {} : { re_enrollment: chosen.reEnrollment }),
  };
}

/** The fields in which two versions differ. */
export function differences(before: Values, after: Values): (keyof Values)[] {
  return (Object.keys(after) as (keyof Values)[]).filter((name) => before[name] !== after[name]);
}

export function useSettings() {
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<Partial<Values>>({});
  /** What a 412 brought to light: the fields somebody else changed. */
  const [meanwhile, setMeanwhile] = useState<(keyof Values)[] | null>(null);

  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const { data, etag } = await okWithTag(api.GET('/api/v1/settings', { signal }));
      return { values: flat(data), etag };
    },
  });
  const server = query.data?.values;
  const values = server && { ...server, ...chosen };

  const save = useMutation({
    mutationFn: async () => {
      const header = { 'If-Match': query.data?.etag ?? '' };
      const { data, etag } = await okWithTag(
        api.PATCH('/api/v1/settings', { params: { header }, body: change(chosen) }),
      );
      return { values: flat(data), etag };
    },
    onMutate: () => setMeanwhile(null),
    onSuccess: (saved) => {
      queries.setQueryData(key, saved);
      setChosen({});
      done(words.saved);
    },
    onError: async (error) => {
      if (codeOf(error) !== 'stale' || !server) return;
      const fresh = await query.refetch();
      if (fresh.data) setMeanwhile(differences(server, fresh.data.values));
    },
  });

  return {
    query,
    values,
    server,
    meanwhile,
    save,
    dirty: server !== undefined && values !== undefined && differences(server, values).length > 0,
    choose(next: Partial<Values>) {
      setChosen((before) => ({ ...before, ...next }));
      if (save.isError && codeOf(save.error) !== 'stale') save.reset();
    },
    discard() {
      setChosen({});
      setMeanwhile(null);
      save.reset();
    },
  };
}

/** What the hook gives. */
export type Settings = ReturnType<typeof useSettings>;
