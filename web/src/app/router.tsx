/** THE table of the console's addresses. */

import { createRouter } from '@tanstack/react-router';
import { queries } from './queries';
import { auditRoutes } from './routes/audit';
import { deviceRoutes } from './routes/devices';
import { entryRoutes } from './routes/entry';
import { policyRoutes } from './routes/policies';
import { consoleRoute, homeRoute, lostRoute, rootRoute } from './routes/root';
import { settingsRoutes } from './routes/settings';

const routeTree = rootRoute.addChildren([
  ...entryRoutes,
  consoleRoute.addChildren([homeRoute, ...policyRoutes, ...deviceRoutes, ...auditRoutes, ...settingsRoutes, lostRoute]),
]);

export const router = createRouter({
  routeTree,
  // As the server reads them: `/Policies` is answered with 404.
  caseSensitive: true,
  context: { queries },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 150,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
