// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest';
import { canDownload, loadStatus, refusal, unlock } from './journey';

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  vi
    .spyOn(globalThis, 'fetch')
    .mockImplementation(async () => new Response(body === null ? null : JSON.stringify(body), { status, headers }));
const offline = () => vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('offline'));

afterEach(() => vi.restoreAllMocks());

describe('unlocking', () => {
  it('sends no passcode where there is none', async () => {
    const fetched = answer(200, { profile_url: '/p', expires_at: '2026-11-23T20:10:00Z' });
    expect(await unlock('T', '')).toEqual({ type: 'unlocked', url: '/p', until: Date.UTC(2026, 10, 23, 20, 10) });
    expect(fetched.mock.calls[0]?.[1]?.body).toBe('{}');
    await unlock('T', 'secret');
    expect(fetched.mock.calls[1]?.[1]?.body).toBe('{"passcode":"secret"}');
  });

  it('keeps the passcode and says so when there is no connection', async () => {
    offline();
    expect(await unlock('T', 'secret')).toEqual({ type: 'refused', why: 'unreachable' });
  });

  it('understands every refusal of the contract', () => {
    const refused = (status: number, body = {}, headers = {}) =>
      refusal(new Response(null, { status, headers }), body, 1000);
    expect(refused(401, { attempts_left: 4 })).toEqual({ type: 'refused', why: 'passcode', triesLeft: 4 });
    expect(refused(401)).toEqual({ type: 'refused', why: 'passcode', triesLeft: null });
    expect(refused(404)).toEqual({ type: 'refused', why: 'unknown' });
    expect(refused(410)).toEqual({ type: 'refused', why: 'retired' });
    expect(refused(423)).toEqual({ type: 'refused', why: 'paused' });
    expect(refused(429, {}, { 'Retry-After': '30' })).toEqual({ type: 'refused', why: 'slow_down', until: 31_000 });
    expect(refused(503, {}, { 'Retry-After': '2' })).toEqual({ type: 'refused', why: 'busy', until: 3000 });
    expect(refused(500)).toEqual({ type: 'refused', why: 'unreachable' });
  });
});

describe('downloading again', () => {
  it('asks first, without taking the page away', async () => {
    const fetched = answer(200, null);
    expect(await canDownload('/p')).toBe(true);
    expect(fetched.mock.calls[0]).toMatchObject(['/p', { method: 'HEAD' }]);
    answer(410, null);
    expect(await canDownload('/p')).toBe(false);
  });

  it('tells a lost connection from a refusal', async () => {
    offline();
    expect(await canDownload('/p')).toBe('unreachable');
  });
});

describe('the status', () => {
  it('is read on the clock of this device, however wrong that is', async () => {
    const hourAhead = new Date(Date.now() - 3_600_000);
    const deadline = new Date(hourAhead.getTime() + 60_000).toISOString();
    answer(200, { state: 'downloaded', deadline, refusal: null }, { Date: hourAhead.toUTCString() });
    const event = await loadStatus('/p');
    expect(event.type === 'status' && Math.abs((event.deadline ?? 0) - Date.now() - 60_000) < 2000).toBe(true);
  });

  it('of a profile that is no longer on record is expired', async () => {
    answer(404, {});
    expect(await loadStatus('/p')).toMatchObject({ type: 'status', state: 'expired' });
  });

  it('is lost, not over, when the server is in trouble', async () => {
    answer(503, {});
    expect(await loadStatus('/p')).toEqual({ type: 'status_lost' });
  });
});
