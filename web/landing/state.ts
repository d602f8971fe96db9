// What the page is showing and what may follow: one pure function from a state and an event to the next state.

import type { components } from '../src/api/schema';

type Schemas = components['schemas'];

/** A value as the server sends it: what it does not know is null, never absent. */
export type Sent<T> = T extends object ? { [Name in keyof T]-?: Sent<Exclude<T[Name], undefined>> } : T;

/** What GET /enroll/{token} answers. */
export type Page = Sent<Schemas['PublicPage']>;

/** A logo; its place on the page in CSS pixels, unless the server does not know it. */
export type Logo = NonNullable<Page['logo']>;

/** What GET …/status answers. */
export type Status = Sent<Schemas['ProfileStatus']>;

/** What stands between the visitor and the download, told beside the button. */
export type Problem =
  | { kind: 'missing' | 'required_now' | 'unreachable' | 'ready_again' }
  | { kind: 'wrong'; triesLeft: number | null }
  | { kind: 'wait'; why: 'slow_down' | 'busy'; until: number };

export type ProfileState = Schemas['ProfileState'];

/** The profile this visit unlocked. Moments are milliseconds since 1970 by this browser's clock. */
export interface Profile {
  url: string;
  downloadableUntil: number;
  state: ProfileState;
  downloadedAt: number | null;
  deadline: number | null;
  refusal: { code: Schemas['DeviceRefusal']; at: number } | null;
  /** The last question about it went unanswered. */
  lost: boolean;
}

export type State =
  | { kind: 'loading' | 'unreachable' | 'unknown' | 'retired' }
  | { kind: 'paused'; page: Page; message: string | null }
  | { kind: 'open'; page: Page; busy: boolean; problem: Problem | null }
  | { kind: 'progress'; page: Page; profile: Profile };

export type Event =
  | { type: 'restart' }
  | { type: 'page_loaded'; page: Page; profile: Profile | null }
  | { type: 'translated'; page: Page }
  | { type: 'page_failed'; why: 'unknown' | 'unreachable' }
  | { type: 'submitted'; passcode: string }
  | { type: 'unlocked'; url: string; until: number }
  | { type: 'refused'; why: 'unknown' | 'retired' | 'paused' | 'unreachable' }
  | { type: 'refused'; why: 'passcode'; triesLeft: number | null }
  | { type: 'refused'; why: 'slow_down' | 'busy'; until: number }
  | { type: 'status'; state: ProfileState; deadline: number | null; refusal: Profile['refusal']; now: number }
  | { type: 'status_lost' }
  | { type: 'downloaded_again'; now: number }
  | { type: 'second'; now: number };

const settled: readonly ProfileState[] = ['enrolled', 'expired', 'revoked'];

/** Whether nothing more can become of a profile. */
export function isSettled(profile: Profile): boolean {
  return settled.includes(profile.state);
}

/** The state after an event; an event that has no meaning in a state leaves it as it is. */
export function next(state: State, event: Event): State {
  switch (event.type) {
    case 'restart':
      return { kind: 'loading' };
    case 'page_failed':
      return { kind: event.why };
    case 'page_loaded':
      return opened(event.page, event.profile);
    case 'translated':
      return 'page' in state ? { ...state, page: event.page } : state;
  }
  if (state.kind === 'open') return nextOpen(state, event);
  if (state.kind === 'progress') return { ...state, profile: nextProfile(state.profile, event) };
  return state;
}

function opened(page: Page, profile: Profile | null): State {
  if (profile) return { kind: 'progress', page, profile };
  if (page.paused) return { kind: 'paused', page, message: page.paused.message };
  return { kind: 'open', page, busy: false, problem: null };
}

type Open = Extract<State, { kind: 'open' }>;

function nextOpen(state: Open, event: Event): State {
  switch (event.type) {
    case 'submitted':
      return submitted(state, event.passcode);
    case 'unlocked':
      return { kind: 'progress', page: state.page, profile: fresh(event.url, event.until) };
    case 'refused':
      return refused(state, event);
    case 'second':
      return state.problem?.kind === 'wait' && event.now >= state.problem.until
        ? { ...state, problem: { kind: 'ready_again' } }
        : state;
    default:
      return state;
  }
}

function submitted(state: Open, passcode: string): State {
  if (state.busy || state.problem?.kind === 'wait') return state;
  if (state.page.passcode_required && passcode === '') return { ...state, problem: { kind: 'missing' } };
  return { ...state, busy: true, problem: null };
}

function refused({ page }: Open, event: Extract<Event, { type: 'refused' }>): State {
  const open = (problem: Problem, shown = page): State => ({ kind: 'open', page: shown, busy: false, problem });
  switch (event.why) {
    case 'unknown':
    case 'retired':
      return { kind: event.why };
    case 'paused':
      return { kind: 'paused', page, message: null };
    case 'passcode':
      return page.passcode_required
        ? open({ kind: 'wrong', triesLeft: event.triesLeft })
        : open({ kind: 'required_now' }, { ...page, passcode_required: true });
    case 'unreachable':
      return open({ kind: 'unreachable' });
    default:
      return open({ kind: 'wait', why: event.why, until: event.until });
  }
}

function fresh(url: string, downloadableUntil: number): Profile {
  return { url, downloadableUntil, state: 'ready', downloadedAt: null, deadline: null, refusal: null, lost: false };
}

function nextProfile(profile: Profile, event: Event): Profile {
  switch (event.type) {
    case 'status': {
      const { state, deadline, refusal, now } = event;
      const downloadedAt = state === 'ready' ? null : (profile.downloadedAt ?? now);
      return { ...profile, state, deadline, refusal, downloadedAt, lost: false };
    }
    case 'downloaded_again':
      return { ...profile, downloadedAt: profile.downloadedAt && event.now };
    case 'status_lost':
      return { ...profile, lost: true };
    default:
      return profile;
  }
}
