// Asks the server, patiently, and for the page itself; what comes after Download Now asks in journey.ts.

import type { Page } from './state';

const patience = 15_000;

/** A plain fetch without own headers, so that the preload in the document answers it; given up after a quarter of a minute. */
export async function ask(url: string, init: RequestInit = {}): Promise<Response> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), patience);
  try {
    return await fetch(url, { ...init, signal: abort.signal });
  } finally {
    clearTimeout(timer);
  }
}

/** The token in /e/TOKEN or /E/TOKEN. */
export function tokenOf(path: string): string {
  return /^\/e\/([^/]+)/i.exec(path)?.[1] ?? '';
}

/** The page itself; in the language the browser prefers unless one is named. */
export async function loadPage(token: string, language: string | null): Promise<Page | 'unknown' | 'unreachable'> {
  const query = language ? `?language=${language}` : '';
  try {
    const answer = await ask(`/api/v1/enroll/${token}${query}`);
    if (answer.ok) return (await answer.json()) as Page;
    return answer.status === 404 ? 'unknown' : 'unreachable';
  } catch {
    return 'unreachable';
  }
}
