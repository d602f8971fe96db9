/** The two trunks all routes grow from: everything, and everything behind the guard. */

import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router';
import { Failed, NotFound } from '../Fallbacks';
import { requireSession } from '../guard';
import { Root } from '../Root';
import { Shell } from '../shell/Shell';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The section's name, in the bar and in the browser's tab. */
    title?: string;
  }
}

export const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Root,
  notFoundComponent: NotFound,
  errorComponent: Failed,
});

/** The console proper; pages below it have a session. */
export const consoleRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'console',
  beforeLoad: ({ context, location }) => requireSession(context.queries, location.href),
  component: Shell,
  errorComponent: Failed,
});

/** Everything else, inside the frame. */
export const lostRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '$',
  staticData: { title: 'Not found' },
  component: NotFound,
});

export const homeRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/policies', replace: true });
  },
});
