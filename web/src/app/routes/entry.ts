/** The pages before the console: sign-in and the first setup. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from './root';
import { flag, text } from './search';

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  staticData: { title: 'Sign in' },
  validateSearch: (search: Record<string, unknown>): { to?: string; ended?: true } => ({
    to: text(search.to),
    ended: flag(search.ended),
  }),
  component: lazyRouteComponent(() => import('@/features/session/SignInPage'), 'SignInPage'),
});

const setup = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  staticData: { title: 'Setup' },
  component: lazyRouteComponent(() => import('@/features/setup/SetupPage'), 'SetupPage'),
});

export const entryRoutes = [signIn, setup] as const;
