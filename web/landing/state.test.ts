import { describe, expect, it } from 'vitest';
import { isSettled, next, type Profile, type State } from './state';
import { page } from './testing';

const open: State = { kind: 'open', page: page(), busy: false, problem: null };
const busy: State = { ...open, busy: true };
const now = 1_000_000;

function progress(changes: Partial<Profile> = {}): Extract<State, { kind: 'progress' }> {
  const profile: Profile = {
    url: '/api/v1/enroll/profiles/T',
    downloadableUntil: now + 600_000,
    state: 'ready',
    downloadedAt: null,
    deadline: null,
    refusal: null,
    lost: false,
    ...changes,
  };
  return { kind: 'progress', page: page(), profile };
}

describe('opening', () => {
  it('shows the page that was loaded', () => {
    expect(next({ kind: 'loading' }, { type: 'page_loaded', page: page(), profile: null })).toEqual(open);
  });

  it('shows the pause instead of the form', () => {
    const paused = page({ paused: { message: 'Back on Monday.' } });
    expect(next({ kind: 'loading' }, { type: 'page_loaded', page: paused, profile: null })).toEqual({
      kind: 'paused',
      page: paused,
      message: 'Back on Monday.',
    });
  });

  it('goes on with a profile that was downloaded before the phone dropped the page', () => {
    const { profile } = progress({ state: 'downloaded' });
    expect(next({ kind: 'loading' }, { type: 'page_loaded', page: page(), profile })).toMatchObject({
      kind: 'progress',
      profile: { state: 'downloaded' },
    });
  });

  it('tells an unknown address from a server that cannot be reached', () => {
    expect(next({ kind: 'loading' }, { type: 'page_failed', why: 'unknown' })).toEqual({ kind: 'unknown' });
    expect(next({ kind: 'loading' }, { type: 'page_failed', why: 'unreachable' })).toEqual({ kind: 'unreachable' });
  });
});

describe('another language', () => {
  const translated = page({ text_html: '<p>Hallo.</p>', language: 'de' });

  it('changes the words of the page, not how far the visit has come', () => {
    expect(next(busy, { type: 'translated', page: translated })).toEqual({ ...busy, page: translated });
    const { profile } = progress({ state: 'downloaded' });
    expect(next({ ...progress(), profile }, { type: 'translated', page: translated })).toMatchObject({
      page: translated,
      profile,
    });
  });

  it('has nothing to translate where there is no page', () => {
    const retired: State = { kind: 'retired' };
    expect(next(retired, { type: 'translated', page: translated })).toBe(retired);
  });
});

describe('unlocking', () => {
  it('asks for a missing passcode without asking the server', () => {
    expect(next(open, { type: 'submitted', passcode: '' })).toEqual({ ...open, problem: { kind: 'missing' } });
  });

  it('needs no passcode where none is required', () => {
    const free: State = { ...open, page: page({ passcode_required: false }) };
    expect(next(free, { type: 'submitted', passcode: '' })).toMatchObject({ busy: true, problem: null });
  });

  it('asks the server once however often the button is pressed', () => {
    expect(next(busy, { type: 'submitted', passcode: 'x' })).toBe(busy);
  });

  it('says how many tries are left after a wrong passcode', () => {
    expect(next(busy, { type: 'refused', why: 'passcode', triesLeft: 4 })).toEqual({
      ...open,
      problem: { kind: 'wrong', triesLeft: 4 },
    });
  });

  it('shows the field when a passcode was set after the page was opened', () => {
    const free: State = { ...busy, page: page({ passcode_required: false }) };
    expect(next(free, { type: 'refused', why: 'passcode', triesLeft: null })).toEqual({
      ...open,
      problem: { kind: 'required_now' },
    });
  });

  it('keeps the button closed for the whole wait, and no longer', () => {
    const waiting = next(busy, { type: 'refused', why: 'slow_down', until: now });
    expect(next(waiting, { type: 'submitted', passcode: 'x' })).toBe(waiting);
    expect(next(waiting, { type: 'second', now: now - 1 })).toBe(waiting);
    const free = next(waiting, { type: 'second', now });
    expect(free).toMatchObject({ problem: { kind: 'ready_again' } });
    expect(next(free, { type: 'submitted', passcode: 'x' })).toMatchObject({ busy: true });
  });

  it('keeps the form when the server cannot be reached', () => {
    expect(next(busy, { type: 'refused', why: 'unreachable' })).toEqual({ ...open, problem: { kind: 'unreachable' } });
  });

  it('leads to the end page only when Download Now is chosen at a retired URL', () => {
    expect(next(busy, { type: 'refused', why: 'retired' })).toEqual({ kind: 'retired' });
  });

  it('shows the pause when enrollment was paused meanwhile', () => {
    expect(next(busy, { type: 'refused', why: 'paused' })).toMatchObject({ kind: 'paused', message: null });
  });

  it('starts the progress with an unlocked profile', () => {
    expect(next(busy, { type: 'unlocked', url: '/api/v1/enroll/profiles/T', until: now + 600_000 })).toEqual(
      progress(),
    );
  });
});

describe('progress', () => {
  const status = { type: 'status', deadline: null, refusal: null, now } as const;

  it('remembers when the download was first seen', () => {
    const first = next(progress(), { ...status, state: 'downloaded' });
    expect(first).toMatchObject({ profile: { state: 'downloaded', downloadedAt: now } });
    expect(next(first, { ...status, state: 'downloaded', now: now + 9000 })).toMatchObject({
      profile: { downloadedAt: now },
    });
  });

  it('counts the eight minutes anew after another download', () => {
    const state = progress({ state: 'downloaded', downloadedAt: now });
    expect(next(state, { type: 'downloaded_again', now: now + 5 })).toMatchObject({
      profile: { downloadedAt: now + 5 },
    });
  });

  it('keeps what it knows while the connection is lost, and says so', () => {
    const lost = next(progress({ state: 'downloaded' }), { type: 'status_lost' });
    expect(lost).toMatchObject({ profile: { state: 'downloaded', lost: true } });
    expect(next(lost, { ...status, state: 'enrolled' })).toMatchObject({ profile: { state: 'enrolled', lost: false } });
  });

  it('is over when the device is enrolled, or the profile expired or was revoked', () => {
    const over = (['ready', 'downloaded', 'certificate_issued', 'enrolled', 'expired', 'revoked'] as const).filter(
      (state) => isSettled(progress({ state }).profile),
    );
    expect(over).toEqual(['enrolled', 'expired', 'revoked']);
  });

  it('forgets the profile when the visitor starts again', () => {
    const again = next(progress({ state: 'expired' }), { type: 'restart' });
    expect(next(again, { type: 'page_loaded', page: page(), profile: null })).toEqual(open);
  });
});
