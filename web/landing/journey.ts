// The server's part in what follows Download Now: unlock, download and status, answered as events of state.ts.

import type { components } from '../src/api/schema';
import { ask } from './api';
import type { Event, Status } from './state';

type Problem = Partial<components['schemas']['Problem']>;

/** Asks for a profile. A passcode is sent only where there is one. */
export async function unlock(token: string, passcode: string): Promise<Event> {
  try {
    const answer = await ask(`/api/v1/enroll/${token}/unlock`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(passcode ? { passcode } : {}),
    });
    if (!answer.ok) return refusal(answer, (await answer.json().catch(() => ({}))) as Problem, Date.now());
    const unlocked = (await answer.json()) as components['schemas']['Unlocked'];
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
      return { type: 'refused', why: 'paused' };
    case 429:
      return { type: 'refused', why: 'slow_down', until: now + wait * 1000 };
    case 503:
      return { type: 'refused', why: 'busy', until: now + wait * 1000 };
    default:
      return { type: 'refused', why: 'unreachable' };
  }
}

/** Whether the profile could be downloaded now; asked first, for a refusal would take the page's place. */
export async function canDownload(profileUrl: string): Promise<boolean | 'unreachable'> {
  try {
    return (await ask(profileUrl, { method: 'HEAD' })).ok;
  } catch {
    return 'unreachable';
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
