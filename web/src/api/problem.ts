/** What went wrong, as a value: the server's problem document, or that it could not be reached. */

import type { components } from './schema';

type Document = components['schemas']['Problem'];

/** Why a request was refused. */
export type ProblemCode = components['schemas']['ProblemCode'];

/** A refusal, complete even when the answer came from something between us and the server. */
export interface Problem {
  /** Stable; `docs/problems.md` lists them. A newer server may know more. */
  code: ProblemCode;
  status: number;
  title: string;
  detail: string;
  requestId: string | null;
  /** 422: which fields, by JSON pointer. */
  fields: Document['errors'] & object;
  /** Policies that stand in the way. */
  policies: Document['policies'] & object;
  /** Seconds to wait, from `Retry-After`. */
  retryAfter: number | null;
}

/** An answer that refuses. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(readonly problem: Problem) {
    super(`${problem.status} ${problem.code}`);
  }
}

/** No answer at all. */
export class OfflineError extends Error {
  override readonly name = 'OfflineError';
  constructor(cause: unknown) {
    super('The server could not be reached', { cause });
  }
}

/** The code of a refusal; null for everything else. */
export function codeOf(error: unknown): ProblemCode | null {
  return error instanceof ProblemError ? error.problem.code : null;
}

/** Reads the problem document; an answer without one (from a proxy, say) is told by its status. */
export function readProblem(body: unknown, response: Response): Problem {
  const sent: Partial<Document> = isObject(body) && typeof body.code === 'string' ? body : {};
  return {
    code: sent.code ?? codeByStatus(response.status),
    status: response.status,
    title: sent.title ?? '',
    detail: sent.detail ?? '',
    requestId: sent.request_id || response.headers.get('x-request-id') || null,
    fields: sent.errors ?? [],
    policies: sent.policies ?? [],
    retryAfter: seconds(response.headers.get('retry-after')),
  };
}

function isObject(body: unknown): body is Partial<Document> {
  return typeof body === 'object' && body !== null;
}

function seconds(header: string | null): number | null {
  const value = header === null ? Number.NaN : Number.parseInt(header, 10);
  return Number.isNaN(value) ? null : Math.max(0, value);
}

const BY_STATUS: Record<number, ProblemCode> = {
  400: 'malformed_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'too_large',
  415: 'unsupported_media_type',
  429: 'slow_down',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

function codeByStatus(status: number): ProblemCode {
  return BY_STATUS[status] ?? 'internal';
}
