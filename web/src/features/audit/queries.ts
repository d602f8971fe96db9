/** The audit log from the server: pages, and everything at once for the export. */

import { queryOptions } from '@tanstack/react-query';
import { api, ok, type Schema } from '@/api/client';
import { pagedQuery } from '@/api/pages';
import { MAX_PAGE_ITEMS } from '@/lib/limits';

/** A line of the log. */
export type AuditEvent = Schema<'AuditEvent'>;

/** What stands in the address. `from` and `to` are days of the reader's time zone. */
export interface Filters {
  actor?: string | undefined;
  policy?: string | undefined;
  action?: Schema<'Action'> | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** The filters as the API takes them: whole days, the last one included. */
export function toQuery({ actor, policy, action, from, to }: Filters) {
  return {
    actor_id: actor,
    policy_id: policy,
    action,
    from: startOf(from, 0),
    to: startOf(to, 1),
  };
}

/** The beginning of a day, or of a later one, in the reader's time zone. */
function startOf(day: string | undefined, later: number): string | undefined {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day ?? '') ?? [];
  if (!year) return undefined;
  return new Date(Number(year), Number(month) - 1, Number(date) + later).toISOString();
}

/** The log, newest first. */
export function auditQuery(filters: Filters) {
  const query = toQuery(filters);
  return pagedQuery<AuditEvent>(['audit', query], async (cursor, signal) => {
    const answer = await ok(api.GET('/api/v1/audit-events', { params: { query: { ...query, cursor } }, signal }));
    // The description names both forms of the answer; without `format` it is this one.
    return answer as Schema<'AuditEventList'>;
  });
}

/** Everything the filters find, one JSON object a line. */
export async function exportLog(filters: Filters): Promise<string> {
  const query = { ...toQuery(filters), format: 'ndjson' as const };
  return (await ok(api.GET('/api/v1/audit-events', { params: { query }, parseAs: 'text' }))) as unknown as string;
}

/** Users and API tokens, to filter by; tokens only for those who may see them. */
export function actorsQuery(withTokens: boolean) {
  return queryOptions({
    queryKey: ['audit', 'actors', withTokens],
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const query = { limit: MAX_PAGE_ITEMS };
      const [users, tokens] = await Promise.all([
        ok(api.GET('/api/v1/users', { params: { query }, signal })),
        withTokens ? ok(api.GET('/api/v1/api-tokens', { params: { query }, signal })) : { items: [] },
      ]);
      return [
        ...users.items.map(({ id, name, email }) => ({ id, name, place: email })),
        ...tokens.items.map(({ id, name }) => ({ id, name, place: 'API token' })),
      ];
    },
  });
}
