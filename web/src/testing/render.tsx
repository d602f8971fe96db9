/** Shows a screen as the console does: with theme, cache, session and a route of its own. */

import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  type AnyRouter,
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import type { Schema } from '@/api/client';
import { type Permission, type Session, sessionQuery } from '@/api/session';
import { cssVariablesResolver, theme } from '@/app/theme';
import { words } from '@/features/api-tokens/words';
import { keysOf } from '@/lib/keys';

type Role = Schema<'Role'>;

const EVERYTHING: Permission[] = [...keysOf(words.scopes), 'user.write'];

/** What a role may do, as the server says it. */
const GRANTS: Record<Role, Permission[]> = {
  owner: EVERYTHING,
  admin: EVERYTHING,
  helpdesk: ['policy.read', 'enrollment_url.read', 'device.release'],
  auditor: ['policy.read', 'audit.read'],
};

/** A session of a role. */
export function sessionOf(role: Role): Session {
  return {
    user: { id: 'u-me', email: 'me@acme.example', name: 'Mia Me', role },
    organization: { id: 'o-1', name: 'Acme' },
    permissions: GRANTS[role],
  };
}

interface Options {
  /** Where the route is, as in `app/routes`: `/settings/users`. */
  path: string;
  /** With what is behind it: `?user=…`. */
  at?: string;
  /** Below the guard, with this session; without, it is a page before it. */
  session?: Session;
}

/** Renders a component as the page of a route; links to elsewhere lead to an empty page. */
export async function renderRoute(component: () => ReactNode, { path, at = path, session }: Options) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } });
  if (session) queries.setQueryData(sessionQuery.queryKey, session);
  const root = createRootRoute();
  const inside = createRoute({ getParentRoute: () => root, id: 'console' });
  const parent = session ? inside : root;
  const page = createRoute({ getParentRoute: () => parent, path, component });
  const elsewhere = createRoute({ getParentRoute: () => root, path: '$', component: () => <p>Elsewhere</p> });
  const tree = session
    ? root.addChildren([inside.addChildren([page]), elsewhere])
    : root.addChildren([page, elsewhere]);
  const router: AnyRouter = createRouter({ routeTree: tree, history: createMemoryHistory({ initialEntries: [at] }) });
  await router.load();
  const user = userEvent.setup();
  render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} env="test">
      <Notifications />
      <QueryClientProvider client={queries}>
        <main id="main">
          <RouterProvider router={router} />
        </main>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { user, router, queries, screen };
}

/** Renders a part that knows no routes. */
export function renderPart(part: ReactNode) {
  const user = userEvent.setup();
  render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} env="test">
      <main id="main">{part}</main>
    </MantineProvider>,
  );
  return { user, screen };
}
