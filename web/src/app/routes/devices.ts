/** Devices: the list with its filters, with one of them open beside it. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Schema } from '@/api/client';
import { keysOf } from '@/lib/keys';
import { consoleRoute } from './root';
import { text } from './search';

type DeviceState = Schema<'DeviceState'>;

const STATES = keysOf<DeviceState>({ enrolling: 1, enrolled: 1, checked_out: 1 });

interface DeviceSearch {
  query?: string;
  state?: DeviceState;
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
