/** Policies as several screens need them: one by id, and by a part of their name. */

import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, ok, type Schema } from './client';

/** A node of the policy tree. */
export type Policy = Schema<'Policy'>;

/** Everything about policies in the cache begins so. */
export const policiesKey = ['policies'] as const;

/** One policy. */
export function policyQuery(id: string) {
  return queryOptions({
    queryKey: [...policiesKey, 'one', id],
    queryFn: ({ signal }) =>
      ok(api.GET('/api/v1/policies/{policy_id}', { params: { path: { policy_id: id } }, signal })),
  });
}

/** What a search in the whole tree finds; without words, the first policies. */
export function policySearchQuery(words: string, limit = 20) {
  const query = words.trim();
  return queryOptions({
    queryKey: [...policiesKey, 'search', query, limit],
    queryFn: ({ signal }) =>
      ok(api.GET('/api/v1/policies', { params: { query: query ? { query, limit } : { limit } }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** Where a policy stands, without itself: `Acme MSP › Customer A`. */
export function placeOf(policy: Policy): string {
  return policy.path
    .slice(0, -1)
    .map((step) => step.name)
    .join(' › ');
}
