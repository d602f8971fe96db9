/** Lists that go on: pages by cursor, as one flat list that grows. */

import { type InfiniteData, infiniteQueryOptions } from '@tanstack/react-query';

/** A page of a collection. */
export interface Page<T> {
  items: T[];
  next_cursor?: string | null;
}

/** A query over all pages of a collection; `data` is the flat list of what was read so far. */
export function pagedQuery<T>(
  key: readonly unknown[],
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>,
) {
  return infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page<T>) => page.next_cursor ?? undefined,
    select: (data: InfiniteData<Page<T>, string | undefined>) => data.pages.flatMap((page) => page.items),
  });
}
