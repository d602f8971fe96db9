/** Users from the server. */

import { api, ok, type Schema } from '@/api/client';
import { pagedQuery } from '@/api/pages';
import { MAX_PAGE_ITEMS } from '@/lib/limits';

/** A person who can sign in. */
export type User = Schema<'User'>;

export const usersKey = ['users'] as const;

/** All users, in the order they were added. */
export const usersQuery = pagedQuery<User>([...usersKey, 'all'], (cursor, signal) =>
  ok(api.GET('/api/v1/users', { params: { query: { limit: MAX_PAGE_ITEMS, cursor } }, signal })),
);
