/** Who may pass: below the guard somebody is signed in; else the way leads over the sign-in page and back. */

import type { QueryClient } from '@tanstack/react-query';
import { redirect } from '@tanstack/react-router';
import { codeOf } from '@/api/problem';
import { sessionQuery } from '@/api/session';

/** Lets signed-in users pass; everybody else goes to the sign-in page, which remembers `href`. */
export async function requireSession(queries: QueryClient, href: string): Promise<void> {
  try {
    await queries.ensureQueryData({ ...sessionQuery, retry: false });
  } catch (error) {
    if (codeOf(error) !== 'unauthenticated') throw error;
    throw redirect({ to: '/sign-in', search: href === '/' ? {} : { to: href } });
  }
}
