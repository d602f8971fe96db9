import { QueryClient } from '@tanstack/react-query';
import { isRedirect } from '@tanstack/react-router';
import { describe, expect, it, vi } from 'vitest';
import { sessionQuery } from '@/api/session';
import { sessionOf } from '@/testing/render';
import { json, problem, serve } from '@/testing/server';
import { requireSession } from './guard';
import { leaveAfterSessionEnd } from './session-end';

const refused = () => problem('unauthenticated', 401);

async function turnedAwayFrom(href: string): Promise<unknown> {
  const thrown = await requireSession(new QueryClient(), href).catch((error: unknown) => error);
  if (!isRedirect(thrown)) throw thrown;
  return { to: thrown.options.to, search: thrown.options.search };
}

describe('the guard', () => {
  it('lets a session pass and remembers who it is', async () => {
    const queries = new QueryClient();
    serve({ 'GET /session': () => json(sessionOf('admin')) });
    await requireSession(queries, '/audit');
    expect(queries.getQueryData(sessionQuery.queryKey)).toEqual(sessionOf('admin'));
  });

  it('sends strangers to the sign-in page, which remembers where they wanted to go', async () => {
    serve({ 'GET /session': refused, 'POST /session/refresh': refused });
    expect(await turnedAwayFrom('/audit?action=policy.created')).toEqual({
      to: '/sign-in',
      search: { to: '/audit?action=policy.created' },
    });
    expect(await turnedAwayFrom('/')).toEqual({ to: '/sign-in', search: {} });
  });

  it('a server that cannot be reached signs nobody out', async () => {
    serve({ 'GET /session': () => Promise.reject(new TypeError('fetch failed')) });
    await expect(requireSession(new QueryClient(), '/audit')).rejects.toMatchObject({ name: 'OfflineError' });
  });
});

describe('a session that ends in use', () => {
  it('leads to the sign-in page once, back to the same place, and leaves nothing in the cache', async () => {
    const queries = new QueryClient();
    queries.setQueryData(sessionQuery.queryKey, sessionOf('owner'));
    queries.setQueryData(['users'], 'secret');
    const navigate = vi.fn(async () => undefined);
    const router = { state: { location: { href: '/settings/users?user=1' } }, navigate };
    await Promise.all([leaveAfterSessionEnd(queries, router), leaveAfterSessionEnd(queries, router)]);
    await leaveAfterSessionEnd(queries, router);
    expect(navigate.mock.calls).toEqual([[{ to: '/sign-in', search: { to: '/settings/users?user=1', ended: true } }]]);
    expect(queries.getQueryData(['users'])).toBeUndefined();
  });
});
