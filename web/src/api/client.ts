/** The one client of the REST API: a cookie session, one silent refresh, and refusals as `ProblemError`. */

import createClient from 'openapi-fetch';
import { OfflineError, ProblemError, readProblem } from './problem';
import type { components, paths } from './schema';

/** A type of the API by its name in `openapi.yaml`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

type Answer<T> = { data?: T; error?: unknown; response: Response };

const SESSION = '/api/v1/session';
/** Here a 401 is the answer, not the end of a session. */
const PLAIN = new Set([`POST ${SESSION}`, `POST ${SESSION}/refresh`, 'POST /api/v1/setup', 'GET /api/v1/setup']);

let refreshing: Promise<boolean> | null = null;

/** Renews the session; everybody who asks at the same time shares one request. */
function refresh(): Promise<boolean> {
  refreshing ??= fetch(`${SESSION}/refresh`, { method: 'POST', credentials: 'same-origin' })
    .then((response) => response.ok)
    .finally(() => {
      refreshing = null;
    });
  return refreshing;
}

const listeners = new Set<() => void>();

/** Calls back when the session is over and cannot be renewed; returns how to stop that. */
export function onSessionEnd(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** `fetch` with the session: after a 401 it renews the session once and asks again. */
async function sessionFetch(request: Request): Promise<Response> {
  const again = request.clone();
  const send = (what: Request) =>
    fetch(what).catch((cause: unknown) => {
      if (what.signal.aborted) throw cause;
      throw new OfflineError(cause);
    });
  const response = await send(request);
  const plain = PLAIN.has(`${request.method} ${new URL(request.url).pathname}`);
  if (response.status !== 401 || plain) return response;
  const renewed = await refresh().catch((cause: unknown) => {
    throw new OfflineError(cause);
  });
  const answer = renewed ? await send(again) : response;
  if (answer.status === 401) for (const listener of listeners) listener();
  return answer;
}

/** Calls of the API, typed by `openapi.yaml`. Wrap them in `ok` or `okWithTag`. */
export const api = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? '',
  credentials: 'same-origin',
  fetch: sessionFetch,
});

/** The body of a successful answer; a refusal is thrown as `ProblemError`. */
export async function ok<T>(call: Promise<Answer<T>>): Promise<T> {
  return (await okWithTag(call)).data;
}

/** Like `ok`, with the `ETag` that a later change names in `If-Match`. */
export async function okWithTag<T>(call: Promise<Answer<T>>): Promise<{ data: T; etag: string }> {
  const { data, error, response } = await call;
  if (!response.ok) throw new ProblemError(readProblem(error, response));
  return { data: data as T, etag: response.headers.get('etag') ?? '' };
}
