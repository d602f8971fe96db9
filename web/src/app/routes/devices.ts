/** Devices: the list, with one of them open beside it. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from './root';
import { text } from './search';

const all = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/devices',
  staticData: { title: 'Devices' },
  validateSearch: (search: Record<string, unknown>): { device?: string } => ({ device: text(search.device) }),
  component: lazyRouteComponent(() => import('@/features/devices/DevicesPage'), 'DevicesPage'),
});

export const deviceRoutes = [all] as const;
