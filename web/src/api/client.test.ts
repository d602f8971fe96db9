import { describe, expect, it, vi } from 'vitest';
import { json, problem, serve } from '@/testing/server';
import { api, ok, okWithTag, onSessionEnd } from './client';
import { OfflineError, ProblemError } from './problem';

const session = { user: {}, organization: {}, permissions: [] };

/** Lets through once the session was renewed. */
function expired(answer: () => Response) {
  let renewed = false;
  return {
    renew: () => {
      renewed = true;
      return json(session);
    },
    guarded: () => (renewed ? answer() : problem('unauthenticated', 401)),
  };
}

describe('the session', () => {
  it('is renewed silently after a 401, and the request is sent again with its body', async () => {
    const { renew, guarded } = expired(() => json({ id: 'p-1' }, { status: 201 }));
    const server = serve({ 'POST /session/refresh': renew, 'POST /policies': guarded });
    const ended = vi.fn();
    const stop = onSessionEnd(ended);
    await expect(ok(api.POST('/api/v1/policies', { body: { name: 'Macs' } }))).resolves.toEqual({ id: 'p-1' });
    expect(server.of('POST /policies').map(({ body }) => body)).toEqual([{ name: 'Macs' }, { name: 'Macs' }]);
    expect(ended).not.toHaveBeenCalled();
    stop();
  });

  it('is renewed once for requests that fail together', async () => {
    const { renew, guarded } = expired(() => json({ items: [] }));
    const server = serve({ 'POST /session/refresh': renew, 'GET /policies': guarded, 'GET /users': guarded });
    await Promise.all([ok(api.GET('/api/v1/policies')), ok(api.GET('/api/v1/users')), ok(api.GET('/api/v1/policies'))]);
    expect(server.of('POST /session/refresh')).toHaveLength(1);
  });

  it('is over when it cannot be renewed: the listeners hear it, and nothing is tried for ever', async () => {
    const refused = () => problem('unauthenticated', 401);
    const server = serve({ 'POST /session/refresh': refused, 'GET /policies': refused });
    const ended = vi.fn();
    const stop = onSessionEnd(ended);
    const failed = ok(api.GET('/api/v1/policies'));
    await expect(failed).rejects.toMatchObject({ problem: { code: 'unauthenticated', requestId: 'req-1' } });
    expect(server.asked).toHaveLength(2);
    expect(ended).toHaveBeenCalledTimes(1);
    stop();
    await ok(api.GET('/api/v1/policies')).catch(() => undefined);
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it('a wrong password is an answer, not the end of a session', async () => {
    const server = serve({ 'POST /session': () => problem('credentials_invalid', 401) });
    const body = { email: 'a@b', password: 'x' };
    await expect(ok(api.POST('/api/v1/session', { body }))).rejects.toBeInstanceOf(ProblemError);
    expect(server.asked).toHaveLength(1);
  });
});

describe('answers', () => {
  it('no connection is told from a refusal', async () => {
    serve({ 'GET /policies': () => Promise.reject(new TypeError('fetch failed')) });
    await expect(ok(api.GET('/api/v1/policies'))).rejects.toBeInstanceOf(OfflineError);
  });

  it('no connection while renewing does not end the session', async () => {
    const ended = vi.fn();
    const stop = onSessionEnd(ended);
    serve({
      'GET /policies': () => problem('unauthenticated', 401),
      'POST /session/refresh': () => Promise.reject(new TypeError('fetch failed')),
    });
    await expect(ok(api.GET('/api/v1/policies'))).rejects.toBeInstanceOf(OfflineError);
    expect(ended).not.toHaveBeenCalled();
    stop();
  });

  it('the ETag comes along, for If-Match', async () => {
    serve({ 'GET /settings': () => json({}, { headers: { etag: '"7"', 'content-type': 'application/json' } }) });
    await expect(okWithTag(api.GET('/api/v1/settings'))).resolves.toEqual({ data: {}, etag: '"7"' });
  });

  it('an empty answer is one', async () => {
    serve({ 'DELETE /session': () => new Response(null, { status: 204 }) });
    await expect(ok(api.DELETE('/api/v1/session'))).resolves.toBeUndefined();
  });

  it('a gateway without a problem document is told by its status', async () => {
    serve({ 'GET /policies': () => new Response('<h1>Bad gateway</h1>', { status: 502 }) });
    await expect(ok(api.GET('/api/v1/policies'))).rejects.toMatchObject({ problem: { code: 'unavailable' } });
  });
});
