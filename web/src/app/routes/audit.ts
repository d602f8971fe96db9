/** The audit log; filters and the open event are in the address. */

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Schema } from '@/api/client';
import { consoleRoute } from './root';
import { text } from './search';

interface AuditSearch {
  actor?: string;
  policy?: string;
  action?: Schema<'Action'>;
  from?: string;
  to?: string;
  event?: string;
}

const log = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/audit',
  staticData: { title: 'Audit log' },
  validateSearch: (search: Record<string, unknown>): AuditSearch => ({
    actor: text(search.actor),
    policy: text(search.policy),
    // The server refuses one that it does not know.
    action: text(search.action) as AuditSearch['action'],
    from: text(search.from),
    to: text(search.to),
    event: text(search.event),
  }),
  component: lazyRouteComponent(() => import('@/features/audit/AuditPage'), 'AuditPage'),
});

export const auditRoutes = [log] as const;
