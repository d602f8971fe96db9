/** From the server: QR codes of enrollment URLs, and how many policies stand below one. */

import { queryOptions } from '@tanstack/react-query';
import { api, ok } from '@/api/client';
import { policyKey } from '@/api/secure-enrollment';
import { MAX_PAGE_ITEMS } from '@/lib/limits';

/** The QR code, as a file. */
export async function qrCode(urlId: string, kind: 'svg' | 'png', signal?: AbortSignal): Promise<Blob> {
  const options = { params: { path: { url_id: urlId } }, parseAs: 'blob', ...(signal ? { signal } : {}) } as const;
  const path = kind === 'svg' ? '/api/v1/enrollment-urls/{url_id}/qr.svg' : '/api/v1/enrollment-urls/{url_id}/qr.png';
  const data: unknown = await ok(api.GET(path as '/api/v1/enrollment-urls/{url_id}/qr.png', options) as never);
  return data as Blob;
}

/** The QR code as a picture. */
export function qrQuery(urlId: string) {
  return queryOptions({
    queryKey: ['qr', urlId],
    queryFn: ({ signal }) => qrCode(urlId, 'svg', signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Enough to say "more than" beyond it. */
const MOST_LEVELS = 40;

/** How many policies stand below one, level by level; `more` when the counting was cut short. */
export function descendantsQuery(policyId: string) {
  return queryOptions({
    queryKey: policyKey(policyId, 'descendants'),
    queryFn: async ({ signal }): Promise<{ count: number; more: boolean }> => {
      const parents = [policyId];
      let count = 0;
      for (let asked = 0; parents.length > 0; asked++) {
        if (asked === MOST_LEVELS) return { count, more: true };
        const parent_id = parents.shift() ?? '';
        let cursor: string | undefined;
        do {
          const query = { parent_id, limit: MAX_PAGE_ITEMS, cursor };
          const page = await ok(api.GET('/api/v1/policies', { params: { query }, signal }));
          count += page.items.length;
          parents.push(...page.items.filter((child) => child.child_count > 0).map((child) => child.id));
          cursor = page.next_cursor ?? undefined;
        } while (cursor);
      }
      return { count, more: false };
    },
  });
}
