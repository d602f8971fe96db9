/** When a session ends while the console is in use: to the sign-in page, and back to the same place afterwards. */

import type { QueryClient } from '@tanstack/react-query';
import { sessionQuery } from '@/api/session';

/** What is needed of the router. */
interface Leaves {
  state: { location: { href: string } };
  navigate: (to: { to: '/sign-in'; search: { to?: string; ended?: true } }) => Promise<void>;
}

let leaving = false;

/** Leaves once, however many requests find out, and forgets what the session had read. */
export async function leaveAfterSessionEnd(queries: QueryClient, router: Leaves): Promise<void> {
  if (leaving || !queries.getQueryData(sessionQuery.queryKey)) return;
  leaving = true;
  try {
    await router.navigate({ to: '/sign-in', search: { to: router.state.location.href, ended: true } });
    queries.clear();
  } finally {
    leaving = false;
  }
}

/** After signing out by choice. */
export async function leaveAfterSignOut(queries: QueryClient, router: Leaves): Promise<void> {
  await router.navigate({ to: '/sign-in', search: {} });
  queries.clear();
}
