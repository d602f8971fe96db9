/** Who is signed in, and what they may do: the answer of `GET /session`, for every screen. */

import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api, ok, type Schema } from './client';

/** The session of the console. */
export type Session = Schema<'Session'>;

/** What a user may do; the names of the API. */
export type Permission = Schema<'Permission'>;

/** The session; a 401 after a silent refresh is its error. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => ok(api.GET('/api/v1/session', { signal })),
  staleTime: 60_000,
});

/** Who is signed in; only below the guard. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** Asks for a permission: `const can = useCan(); can('policy.write')`. */
export function useCan(): (permission: Permission) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}

/** Why a control is off, when the role does not allow it. */
export function useReason(): (permission: Permission) => string | undefined {
  const { user, permissions } = useSession();
  return (permission) =>
    permissions.includes(permission)
      ? undefined
      : `Your role (${user.role}) does not allow this. Ask an owner or admin.`;
}
