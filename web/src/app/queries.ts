/** The cache of what the API said: quiet retries for reads that can succeed later, none for deeds. */

import { QueryClient } from '@tanstack/react-query';
import { OfflineError, ProblemError } from '@/api/problem';

function worthRetrying(failures: number, error: unknown): boolean {
  const passing = error instanceof OfflineError || (error instanceof ProblemError && error.problem.status >= 502);
  return passing && failures < 2;
}

export const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 10_000, retry: worthRetrying, retryDelay: (attempt) => 400 * 2 ** attempt },
    mutations: { retry: false, networkMode: 'always' },
  },
});
