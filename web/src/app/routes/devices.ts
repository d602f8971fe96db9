/** Devices: the list with its filters, with one of them open beside it. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from './root';
import { text } from './search';

const STATES = ['enrolling', 'enrolled', 'checked_out'] as const;

interface DeviceSearch {
  query?: string;
  state?: (typeof STATES)[number];
  policy?: string;
}

const all = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/devices',
  staticData: { title: 'Devices' },
  validateSearch: (search: Record<string, unknown>): DeviceSearch => ({
    query: text(search.query),
    state: STATES.find((state) => state === text(search.state)),
    policy: text(search.policy),
  }),
  component: lazyRouteComponent(() => import('@/features/devices/DevicesPage'), 'DevicesPage'),
});

/** The list stays; the page itself shows the device at its side. */
const one = createRoute({ getParentRoute: () => all, path: '/$deviceId' });

export const deviceRoutes = [all.addChildren([one])] as const;
