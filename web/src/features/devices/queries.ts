/** Devices from the server. */

import { queryOptions } from '@tanstack/react-query';
import { api, ok, type Schema } from '@/api/client';
import { type Page, pagedQuery } from '@/api/pages';
import { type Policy, policiesKey } from '@/api/policies';
import { MAX_PAGE_ITEMS } from '@/lib/limits';

/** What enrolled. */
export type Device = Schema<'Device'>;

export interface Filters {
  query?: string | undefined;
  state?: Device['state'] | undefined;
  policy?: string | undefined;
}

/** Under the policies' key, since what happens to those changes devices. */
export const devicesKey = [...policiesKey, 'devices'] as const;

function page(filters: Filters, limit: number, cursor: string | undefined, signal?: AbortSignal) {
  const of = filters.policy ? { policy_id: filters.policy, include_children: true } : {};
  const query = { query: filters.query, state: filters.state, ...of, limit, cursor };
  return ok(api.GET('/api/v1/devices', { params: { query }, ...(signal ? { signal } : {}) }));
}

/** The devices a filter finds, newest first. */
export function devicesQuery(filters: Filters) {
  const key = [...devicesKey, 'list', filters.query ?? '', filters.state ?? '', filters.policy ?? ''];
  return pagedQuery<Device>(key, (cursor, signal) => page(filters, 50, cursor, signal));
}

/** One device. */
export function deviceQuery(id: string) {
  return queryOptions({
    queryKey: [...devicesKey, 'one', id],
    queryFn: ({ signal }) =>
      ok(api.GET('/api/v1/devices/{device_id}', { params: { path: { device_id: id } }, signal })),
  });
}

async function everything<T>(read: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const { items: more, next_cursor } = await read(cursor);
    items.push(...more);
    cursor = next_cursor ?? undefined;
  } while (cursor);
  return items;
}

/** All devices a filter finds, for the export. */
export function allDevices(filters: Filters): Promise<Device[]> {
  return everything((cursor) => page(filters, MAX_PAGE_ITEMS, cursor));
}

/** The path of each policy: `Acme MSP › Customer A`. */
export async function policyPaths(): Promise<Map<string, string>> {
  const policies = await everything<Policy>((cursor) =>
    ok(api.GET('/api/v1/policies', { params: { query: { limit: MAX_PAGE_ITEMS, cursor } } })),
  );
  return new Map(policies.map(({ id, path }) => [id, path.map((step) => step.name).join(' › ')]));
}
