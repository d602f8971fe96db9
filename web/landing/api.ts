// The only file that talks to the server: the four public operations, answered as events of state.ts.

import type { Event, Page, ProfileState } from './state';

const patience = 15_000;

interface Problem {
  code?: string;
  detail?: string;
  attempts_left?: number;
}

interface Status {
  state: ProfileState;
  deadline: string | null;
  refusal: { code: string; at: string } | null;
}

// A plain fetch without own headers, so that the preload in index.html answers it.
async function ask(url: string, init: RequestInit = {}): Promise<Response> {
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

/** Asks for a profile. A passcode is sent only where there is one. */
export async function unlock(token: string, passcode: string): Promise<Event> {
  try {
    const answer = await ask(`/api/v1/enroll/${token}/unlock`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(passcode ? { passcode } : {}),
    });
    if (!answer.ok) return refusal(answer, (await answer.json().catch(() => ({}))) as Problem, Date.now());
    const unlocked = (await answer.json()) as { profile_url: string; expires_at: string };
    return { type: 'unlocked', url: unlocked.profile_url, until: here(unlocked.expires_at, answer) };
  } catch {
    return { type: 'refused', why: 'unreachable' };
  }
}

/** What a refused unlock means to the page. */
export function refusal({ status, headers }: Pick<Response, 'status' | 'headers'>, body: Problem, now: number): Event {
  const wait = Number(headers.get('Retry-After')) || 5;
  switch (status) {
    case 401:
      return { type: 'refused', why: 'passcode', triesLeft: body.attempts_left ?? null };
    case 404:
      return { type: 'refused', why: 'unknown' };
    case 410:
      return { type: 'refused', why: 'retired' };
    case 423:
      return { type: 'refused', why: 'paused', message: body.detail ?? null };
    case 429:
      return { type: 'refused', why: 'slow_down', until: now + wait * 1000 };
    case 503:
      return { type: 'refused', why: 'busy', until: now + wait * 1000 };
    default:
      return { type: 'refused', why: 'unreachable' };
  }
}

/** What has become of the profile. One that is no longer on record has expired. */
export async function loadStatus(profileUrl: string): Promise<Event> {
  try {
    const answer = await ask(`${profileUrl}/status`);
    const now = Date.now();
    if (answer.status === 404 || answer.status === 410) {
      return { type: 'status', state: 'expired', deadline: null, refusal: null, now };
    }
    if (!answer.ok) return { type: 'status_lost' };
    const { state, deadline, refusal: refused } = (await answer.json()) as Status;
    return {
      type: 'status',
      state,
      deadline: deadline ? here(deadline, answer) : null,
      refusal: refused && { code: refused.code, at: Date.parse(refused.at) },
      now,
    };
  } catch {
    return { type: 'status_lost' };
  }
}

// A moment of the server's clock on this browser's, so that a countdown is right on a device whose clock is wrong.
function here(moment: string, answer: Response): number {
  const date = answer.headers.get('Date');
  const skew = date ? Date.now() - Date.parse(date) : 0;
  return Date.parse(moment) + (Math.abs(skew) > 5000 ? skew : 0);
}
