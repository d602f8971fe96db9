/** Secure enrollment as several screens need it: of one policy with its version, the beta switch, the readiness report. */

import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, ok, okWithTag, type Schema } from './client';
import { type Policy, policiesKey } from './policies';

/** Secure enrollment of a policy. */
export type SecureEnrollment = Schema<'SecureEnrollment'>;
/** An entry point. */
export type EnrollmentUrl = Schema<'EnrollmentUrl'>;
/** What enabling would touch. */
export type Readiness = Schema<'Readiness'>;

/** The cache key of something about one policy. */
export function policyKey(id: string, ...rest: unknown[]): readonly unknown[] {
  return [...policiesKey, 'one', id, ...rest];
}

/** Secure enrollment of a policy, with the version a change names in `If-Match`. */
export function secureEnrollmentQuery(id: string) {
  return queryOptions({
    queryKey: policyKey(id, 'secure-enrollment'),
    queryFn: ({ signal }) =>
      okWithTag(
        api.GET('/api/v1/policies/{policy_id}/secure-enrollment', { params: { path: { policy_id: id } }, signal }),
      ),
  });
}

/** Whether the organization uses the beta feature. */
export const betaQuery = queryOptions({
  queryKey: ['settings', 'beta'],
  queryFn: async ({ signal }) => (await ok(api.GET('/api/v1/settings', { signal }))).beta_features.secure_enrollment,
  staleTime: 0,
});

/** What making a policy secure would touch. */
export function readinessQuery(id: string) {
  return queryOptions({
    queryKey: policyKey(id, 'readiness'),
    queryFn: ({ signal }) =>
      ok(
        api.GET('/api/v1/policies/{policy_id}/secure-enrollment/readiness', {
          params: { path: { policy_id: id } },
          signal,
        }),
      ),
  });
}

/** Reads everything about policies again, with the audit log; after a deed that reaches further than one of them. */
export function useRefreshPolicies(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    await Promise.all([policiesKey, ['audit']].map((queryKey) => queries.invalidateQueries({ queryKey })));
  }, [queries]);
}

/** The name of a policy on the path of another; `null` when it is not on it. */
export function nameOnPath(policy: Pick<Policy, 'path'>, id: string | null | undefined): string | null {
  return policy.path.find((step) => step.id === id)?.name ?? null;
}
