/** Profiles of a policy as several screens need them: all, or those in one state. */

import { api, ok, type Schema } from './client';
import { pagedQuery } from './pages';
import { policyKey } from './secure-enrollment';

/** One download of an enrollment profile. */
export type Profile = Schema<'Profile'>;
/** The states one can ask for. */
export type StateFilter = Schema<'StateFilter'>;

/** The profiles of a policy, newest first. */
export function profilesQuery(policyId: string, state: StateFilter | undefined, limit = 50) {
  return pagedQuery<Profile>(policyKey(policyId, 'profiles', state ?? 'all', limit), (cursor, signal) =>
    ok(
      api.GET('/api/v1/policies/{policy_id}/profiles', {
        params: { path: { policy_id: policyId }, query: { state, limit, cursor } },
        signal,
      }),
    ),
  );
}
