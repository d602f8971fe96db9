/** API tokens from the server, and what they are. */

import { api, ok, type Schema } from '@/api/client';
import { pagedQuery } from '@/api/pages';

/** A credential of an integration; its secret is shown once and not in here. */
export type ApiToken = Schema<'ApiToken'>;

export const tokensKey = ['api-tokens'] as const;

/** All tokens, newest first. */
export const tokensQuery = pagedQuery<ApiToken>([...tokensKey, 'all'], (cursor, signal) =>
  ok(api.GET('/api/v1/api-tokens', { params: { query: { cursor } }, signal })),
);

/** Whether it works at `now`. */
export function stateOf(token: ApiToken, now: number): 'alive' | 'revoked' | 'ended' {
  if (token.revoked_at) return 'revoked';
  return Date.parse(token.expires_at) <= now ? 'ended' : 'alive';
}
