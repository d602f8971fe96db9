/** A made-up server for tests: answers by method and path, and remembers what was asked. */

import { vi } from 'vitest';

/** A request as it arrived. */
export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: unknown;
}

type Answer = Response | Promise<Response>;
type Handler = (asked: Asked) => Answer;

/** Answers with JSON. */
export function json(body: unknown, init: ResponseInit = {}): Response {
  return new Response(JSON.stringify(body), { status: 200, headers: { 'content-type': 'application/json' }, ...init });
}

/** Refuses with a problem document. */
export function problem(
  code: string,
  status: number,
  more: object = {},
  headers: Record<string, string> = {},
): Response {
  const body = {
    type: `/api/docs/problems#${code}`,
    title: code,
    status,
    detail: '',
    code,
    request_id: 'req-1',
    ...more,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });
}

/** Puts the server in place of `fetch` until the test ends. A path it does not know answers 404 and fails `unknown`. */
export function serve(handlers: Record<string, Handler>): { asked: Asked[]; of: (route: string) => Asked[] } {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', async (input: Request | string, init?: RequestInit) => {
    const request = typeof input === 'string' ? new Request(new URL(input, location.href), init) : input;
    const url = new URL(request.url);
    const text = await request.clone().text();
    const one: Asked = {
      method: request.method,
      path: url.pathname.replace('/api/v1', ''),
      query: url.searchParams,
      headers: request.headers,
      body: text ? JSON.parse(text) : undefined,
    };
    asked.push(one);
    const handler = handlers[`${one.method} ${one.path}`];
    if (!handler) throw new Error(`no answer for ${one.method} ${one.path}`);
    return handler(one);
  });
  return { asked, of: (route) => asked.filter(({ method, path }) => `${method} ${path}` === route) };
}
