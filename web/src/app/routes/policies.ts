/** Add Devices: the policy tree, and one policy of it. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from './root';

const title = 'Add Devices';
const component = lazyRouteComponent(() => import('@/features/add-devices/AddDevicesPage'), 'AddDevicesPage');

const all = createRoute({ getParentRoute: () => consoleRoute, path: '/policies', staticData: { title }, component });

const one = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/policies/$policyId',
  staticData: { title },
  component,
});

export const policyRoutes = [all, one] as const;
