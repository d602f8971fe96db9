/** Add Devices: the policy tree, and one policy of it. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { StateFilter } from '@/api/profiles';
import { keysOf } from '@/lib/keys';
import { TABS, type Tab } from '../add-devices/tabs';
import { consoleRoute } from './root';
import { text } from './search';

const STATES = keysOf<StateFilter>({ ready: 1, in_flight: 1, enrolled: 1, expired: 1, revoked: 1 });

interface PolicySearch {
  tab?: Tab;
  /** Of the profiles tab. */
  state?: StateFilter;
  /** Open in the URLs tab. */
  url?: string;
}

const all = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/policies',
  staticData: { title: 'Add Devices' },
  component: lazyRouteComponent(() => import('../add-devices/AddDevices'), 'AddDevices'),
});

const none = createRoute({
  getParentRoute: () => all,
  path: '/',
  component: lazyRouteComponent(() => import('@/features/add-devices/AddDevicesPage'), 'NoPolicyChosen'),
});

const one = createRoute({
  getParentRoute: () => all,
  path: '/$policyId',
  validateSearch: (search: Record<string, unknown>): PolicySearch => ({
    tab: TABS.find((tab) => tab === text(search.tab)),
    state: STATES.find((state) => state === text(search.state)),
    url: text(search.url),
  }),
  component: lazyRouteComponent(() => import('../add-devices/PolicyScreen'), 'PolicyScreen'),
});

export const policyRoutes = [all.addChildren([none, one])] as const;
