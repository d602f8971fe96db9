/** The enrollment URLs of a policy with their uses, as several screens need them. */

import { api, ok, type Schema } from './client';
import { pagedQuery } from './pages';
import { policyKey } from './secure-enrollment';

/** A URL with its uses. */
export type UrlWithUses = Schema<'EnrollmentUrlWithUses'>;

/** Live and retired, newest first. */
export function enrollmentUrlsQuery(policyId: string) {
  return pagedQuery<UrlWithUses>(policyKey(policyId, 'enrollment-urls'), (cursor, signal) =>
    ok(
      api.GET('/api/v1/policies/{policy_id}/enrollment-urls', {
        params: { path: { policy_id: policyId }, query: { limit: 50, cursor } },
        signal,
      }),
    ),
  );
}
