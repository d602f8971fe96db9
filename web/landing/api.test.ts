// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadPage, tokenOf } from './api';

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response(JSON.stringify(body), { status, headers }));

afterEach(() => vi.restoreAllMocks());

describe('the token', () => {
  it('is what follows /e/ or /E/', () => {
    expect(tokenOf('/e/7KQ3-ABCD')).toBe('7KQ3-ABCD');
    expect(tokenOf('/E/7kq3abcd')).toBe('7kq3abcd');
    expect(tokenOf('/e/7kq3abcd/')).toBe('7kq3abcd');
    expect(tokenOf('/preview')).toBe('');
  });
});

describe('loading', () => {
  it('asks exactly what the preload asked for', async () => {
    const fetched = answer(200, {});
    await loadPage('T', null);
    expect(fetched.mock.calls[0]?.[0]).toBe('/api/v1/enroll/T');
    expect(fetched.mock.calls[0]?.[1]?.headers).toBeUndefined();
  });

  it('names a language that was chosen', async () => {
    const fetched = answer(200, {});
    await loadPage('T', 'zh-Hant');
    expect(fetched.mock.calls[0]?.[0]).toBe('/api/v1/enroll/T?language=zh-Hant');
  });

  it('tells unknown from unreachable', async () => {
    answer(404, {});
    expect(await loadPage('T', null)).toBe('unknown');
    answer(500, {});
    expect(await loadPage('T', null)).toBe('unreachable');
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('offline'));
    expect(await loadPage('T', null)).toBe('unreachable');
  });
});
