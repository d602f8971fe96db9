/** Settings: one page per subject, under common tabs. */

import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { SettingsLayout } from '../shell/SettingsLayout';
import { consoleRoute } from './root';
import { text } from './search';

const layout = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/settings',
  staticData: { title: 'Settings' },
  component: SettingsLayout,
});

const first = createRoute({
  getParentRoute: () => layout,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/general', replace: true });
  },
});

const general = createRoute({
  getParentRoute: () => layout,
  path: '/general',
  component: lazyRouteComponent(() => import('@/features/settings/GeneralPage'), 'GeneralPage'),
});

const beta = createRoute({
  getParentRoute: () => layout,
  path: '/beta-features',
  component: lazyRouteComponent(() => import('@/features/settings/BetaFeaturesPage'), 'BetaFeaturesPage'),
});

const users = createRoute({
  getParentRoute: () => layout,
  path: '/users',
  validateSearch: (search: Record<string, unknown>): { user?: string } => ({ user: text(search.user) }),
  component: lazyRouteComponent(() => import('@/features/users/UsersPage'), 'UsersPage'),
});

const tokens = createRoute({
  getParentRoute: () => layout,
  path: '/api-tokens',
  validateSearch: (search: Record<string, unknown>): { token?: string } => ({ token: text(search.token) }),
  component: lazyRouteComponent(() => import('@/features/api-tokens/ApiTokensPage'), 'ApiTokensPage'),
});

const profile = createRoute({
  getParentRoute: () => layout,
  path: '/profile',
  component: lazyRouteComponent(() => import('@/features/session/ProfilePage'), 'ProfilePage'),
});

export const settingsRoutes = [layout.addChildren([first, general, beta, users, tokens, profile])] as const;
