// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { kept } from './profile';
import { progressView } from './progress';
import type { Profile } from './state';
import { catalogue, page, plain, visit } from './testing';
import { use } from './words';

const now = new Date(2026, 10, 23, 12, 0).getTime();

beforeEach(() => {
  use('en', catalogue('en'));
  vi.useFakeTimers({ now });
});
afterEach(() => vi.useRealTimers());

function shown(of = visit()) {
  const view = progressView(page(), of);
  document.body.replaceChildren(view.node);
  const profile: Profile = {
    url: '/p',
    downloadableUntil: now + 600_000,
    state: 'ready',
    downloadedAt: null,
    deadline: null,
    refusal: null,
    lost: false,
  };
  return {
    tell: (changes: Partial<Profile>) =>
      view.update?.({ kind: 'progress', page: page(), profile: { ...profile, ...changes } }),
    title: () => plain(document.querySelector('h1')?.textContent ?? ''),
    said: () => plain(document.body.textContent),
    buttons: () => [...document.querySelectorAll('button')].map((button) => button.textContent),
  };
}

describe('the progress', () => {
  it('has a title, and what can be done, for every state', () => {
    const { tell, title, buttons } = shown();
    const seen = (['ready', 'downloaded', 'certificate_issued', 'enrolled', 'expired', 'revoked'] as const).map(
      (state) => {
        tell({ state });
        return [title(), ...buttons()];
      },
    );
    expect(seen).toEqual([
      ['Downloading the profile', 'Download Again'],
      ['Now install it on your iPhone', 'Download Again'],
      ['Your iPhone is being enrolled'],
      ['Your iPhone is enrolled'],
      ['This profile has expired', 'Start Again'],
      ['This profile is no longer valid', 'Start Again'],
    ]);
  });

  it('marks what is done and what is now', () => {
    const { tell } = shown();
    tell({ state: 'certificate_issued' });
    const places = [...document.querySelectorAll('.track li')].map((item) => item.classList[0]);
    expect(places).toEqual(['done', 'current', 'todo']);
    expect(document.querySelector('[aria-current="step"]')?.textContent).toContain('Installing');
  });

  it('counts the eight minutes of an iPhone down, then says that the download is gone', () => {
    const { tell, said } = shown();
    const state = { state: 'downloaded', downloadedAt: now } as const;
    tell(state);
    expect(said()).toContain('Install within 8:00.');
    vi.setSystemTime(now + 1000);
    tell(state);
    expect(said()).toContain('Install within 7:59.');
    vi.setSystemTime(now + kept);
    tell(state);
    expect(said()).toContain('8 minutes have passed');
  });

  it('tells the deadline of a URL that was rotated meanwhile', () => {
    const { tell, said } = shown(visit({ device: 'mac15', guess: 'mac15' }));
    tell({ state: 'downloaded', downloadedAt: now, deadline: now + 29 * 60_000 });
    expect(said()).toMatch(/This profile works until 12:29.PM\. 29:00 left\./);
    expect(said()).not.toContain('Install within');
  });

  it('offers a new start once nothing can be downloaded any more', () => {
    const { tell, buttons } = shown();
    vi.setSystemTime(now + 600_000);
    tell({ state: 'downloaded', downloadedAt: now });
    expect(buttons()).toEqual(['Start Again']);
  });

  it('says what to look at when it takes too long', () => {
    const { tell, said } = shown();
    tell({});
    vi.setSystemTime(now + 20_000);
    tell({});
    expect(said()).toContain('No download? Allow it');
  });

  it('keeps what is known when the connection is lost', () => {
    const { tell, title, said } = shown();
    tell({ state: 'downloaded', downloadedAt: now, lost: true });
    expect(title()).toBe('Now install it on your iPhone');
    expect(said()).toContain('No connection. This page keeps trying.');
  });

  it('gives a refusal a reason for the person and a code for the helpdesk', () => {
    const { tell, title, said, buttons } = shown();
    tell({ state: 'certificate_issued', refusal: { code: 'device_live', at: now } });
    expect(title()).toBe('Your iPhone was not enrolled');
    expect(said()).toContain('Your IT team has to release it first.');
    expect(document.querySelector('.helpdesk code')?.textContent).toBe('device_live');
    expect(buttons()).toEqual(['Start Again']);
  });

  it('keeps the focus in the card when it changes', () => {
    const { tell } = shown();
    tell({ state: 'downloaded', downloadedAt: now });
    document.querySelector<HTMLElement>('button')?.focus();
    tell({ state: 'enrolled' });
    expect(document.activeElement?.tagName).toBe('H1');
  });
});
