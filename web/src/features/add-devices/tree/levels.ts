/** Levels of the tree from the server: each is read when it is opened, and further on as one scrolls. */

import { type QueryClient, queryOptions, useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { api, ok } from '@/api/client';
import { type Policy, policiesKey } from '@/api/policies';
import { type Level, ROOT } from './rows';

const PAGE = 200;

interface Read {
  items: Policy[];
  hasMore: boolean;
}

const levelKey = (parent: string) => [...policiesKey, 'level', parent];

/** The first policies of a level, as many as were asked for. */
function levelQuery(parent: string, wanted: number) {
  return queryOptions({
    queryKey: [...levelKey(parent), wanted],
    queryFn: async ({ signal }): Promise<Read> => {
      const items: Policy[] = [];
      let cursor: string | undefined;
      do {
        const query = { parent_id: parent, limit: PAGE, cursor };
        const page = await ok(api.GET('/api/v1/policies', { params: { query }, signal }));
        items.push(...page.items);
        cursor = page.next_cursor ?? undefined;
      } while (cursor && items.length < wanted);
      return { items, hasMore: cursor !== undefined };
    },
    staleTime: 30_000,
  });
}

/** While more of a level is read, what was there before stays. */
function before(queries: QueryClient, parent: string): Read | undefined {
  const known = queries.getQueriesData<Read>({ queryKey: levelKey(parent) }).map(([, data]) => data);
  return known.reduce((most, data) => ((data?.items.length ?? 0) > (most?.items.length ?? 0) ? data : most), undefined);
}

export interface Levels {
  of: (parent: string) => Level | undefined;
  more: (parent: string) => void;
  retry: (parent: string) => void;
}

/** The root and every open level. */
export function useLevels(open: ReadonlySet<string>): Levels {
  const queries = useQueryClient();
  const [wanted, setWanted] = useState<ReadonlyMap<string, number>>(new Map());
  const parents = [ROOT, ...open];
  const results = useQueries({ queries: parents.map((parent) => levelQuery(parent, wanted.get(parent) ?? PAGE)) });

  const more = useCallback((parent: string) => {
    setWanted((map) => new Map(map).set(parent, (map.get(parent) ?? PAGE) * 4));
  }, []);

  return {
    of(parent) {
      const result = results[parents.indexOf(parent)];
      if (!result) return undefined;
      const read = result.data ?? before(queries, parent);
      const state = result.isError ? 'failed' : result.isPending ? 'pending' : 'ready';
      return { items: read?.items ?? [], hasMore: read?.hasMore ?? false, state };
    },
    more,
    retry: (parent) => void results[parents.indexOf(parent)]?.refetch(),
  };
}
