import { act, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { destination } from './destination';
import { initials } from './initials';
import { passwordMistake, randomPassword } from './password';
import { count } from './plural';
import { countdown, relative } from './time';
import { useCountdown } from './useCountdown';
import { useDelayed } from './useDelayed';
import { fieldOf, useForm } from './useForm';

afterEach(() => vi.useRealTimers());

describe('the remembered destination', () => {
  it.each(['/policies/1', '/audit?action=policy.created', '/settings/users#top'])('%s is one of ours', (to) => {
    expect(destination(to)).toBe(to);
  });

  it.each([
    undefined,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/sign-in?to=/x',
    '/setup',
    'javascript:alert(1)',
  ])('%s leads home', (to) => {
    expect(destination(to)).toBe('/policies');
  });
});

describe('times', () => {
  const now = Date.parse('2026-11-25T12:00:00Z');
  it.each([
    ['2026-11-25T11:59:50Z', 'just now'],
    ['2026-11-25T11:57:00Z', '3 minutes ago'],
    ['2026-11-24T11:00:00Z', '1 day ago'],
    ['2026-09-20T12:00:00Z', '2 months ago'],
    ['2026-11-25T12:00:30Z', 'in less than a minute'],
    ['2026-11-25T12:29:40Z', 'in 30 minutes'],
    ['2026-12-02T11:59:00Z', 'in 7 days'],
  ])('%s is %s', (at, said) => {
    expect(relative(at, now)).toBe(said);
  });

  it('a countdown has two digits of seconds', () => {
    expect([countdown(65), countdown(9), countdown(1800)]).toEqual(['1:05', '0:09', '30:00']);
  });

  it('a countdown goes by the clock and ends at zero', () => {
    vi.useFakeTimers();
    const { result } = renderHook(() => useCountdown());
    expect(result.current[0]).toBe(0);
    act(() => result.current[1](3));
    expect(result.current[0]).toBe(3);
    act(() => void vi.advanceTimersByTime(1100));
    expect(result.current[0]).toBe(2);
    act(() => void vi.advanceTimersByTime(5000));
    expect(result.current[0]).toBe(0);
  });

  it('a skeleton waits 150 ms', () => {
    vi.useFakeTimers();
    const { result } = renderHook(() => useDelayed());
    act(() => void vi.advanceTimersByTime(149));
    expect(result.current).toBe(false);
    act(() => void vi.advanceTimersByTime(1));
    expect(result.current).toBe(true);
  });
});

describe('passwords', () => {
  it('have 12 to 128 characters, counted as people count them', () => {
    expect(passwordMistake('🔑'.repeat(12))).toBeUndefined();
    expect(passwordMistake('elevenchars')).toMatch(/12/);
    expect(passwordMistake('x'.repeat(129))).toMatch(/128/);
  });

  it('a random one is accepted and never the same', () => {
    const [one, other] = [randomPassword(), randomPassword()];
    expect(one).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    expect(passwordMistake(one)).toBeUndefined();
    expect(one).not.toBe(other);
  });
});

describe('forms', () => {
  it('a pointer belongs to the field it begins with', () => {
    expect([fieldOf('/name'), fieldOf('/scopes/0'), fieldOf('/a~1b'), fieldOf('')]).toEqual([
      'name',
      'scopes',
      'a/b',
      '',
    ]);
  });

  it("the server's problems go to their fields, and the rest is handed back", () => {
    const { result } = renderHook(() => useForm({ name: '', scopes: [] as string[] }));
    let rest: unknown;
    act(() => {
      rest = result.current.refuse([
        { pointer: '/name', detail: 'Enter a name.' },
        { pointer: '/scopes/1', detail: 'There is no such scope.' },
        { pointer: '/elsewhere', detail: 'No.' },
      ]);
    });
    expect(result.current.mistakes).toEqual({ name: 'Enter a name.', scopes: 'There is no such scope.' });
    expect(rest).toEqual([{ pointer: '/elsewhere', detail: 'No.' }]);
    act(() => result.current.set('name', 'Macs'));
    expect(result.current.mistakes.name).toBeUndefined();
    expect(result.current.values.name).toBe('Macs');
  });

  it('what the checks find is not sent', () => {
    const { result } = renderHook(() =>
      useForm({ name: '' }, ({ name }) => ({ name: name ? undefined : 'Enter a name.' })),
    );
    let sent = true;
    act(() => {
      sent = result.current.check();
    });
    expect(sent).toBe(false);
    expect(result.current.text('name').error).toBe('Enter a name.');
  });
});

it('names and counts', () => {
  expect([initials('Olga Owner'), initials('  Ada '), initials('Jean-Luc van Picard'), initials('')]).toEqual([
    'OO',
    'A',
    'JP',
    '?',
  ]);
  expect([count(1, 'policy', 'policies'), count(1200, 'policy', 'policies')]).toEqual(['1 policy', '1,200 policies']);
});
