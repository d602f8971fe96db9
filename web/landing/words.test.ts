import { beforeEach, describe, expect, it } from 'vitest';
import { clockTime } from './clock';
import { words } from './open';
import { catalogue, plain } from './testing';
import { minutes, say, sayCount, use } from './words';

beforeEach(() => use('en', catalogue('en')));

describe('waits', () => {
  it('are minutes and seconds, rounded up', () => {
    expect([0, 1, 999, 1000, 44_001, 60_000, 479_999, 3_725_000].map(minutes)).toEqual([
      '0:00',
      '0:01',
      '0:01',
      '0:01',
      '0:45',
      '1:00',
      '8:00',
      '62:05',
    ]);
  });

  it('never go below zero', () => {
    expect(minutes(-5000)).toBe('0:00');
  });

  it('stand in the sentence beside the button', () => {
    const wait = { kind: 'wait', why: 'slow_down', until: 45_000 } as const;
    expect(plain(words(wait, 0))).toBe('Too many tries. Try again in 0:45.');
  });
});

describe('tries left', () => {
  it('are counted in the grammar of the language', () => {
    expect([1, 4].map((count) => plain(sayCount('tries_left', count)))).toEqual(['1 try left.', '4 tries left.']);
    use('ar', catalogue('ar'));
    const forms = [1, 2, 5, 11, 100].map((count) => sayCount('tries_left', count).replace(/\u2068.*\u2069/, '#'));
    expect(forms).toEqual([
      'بقيت محاولة واحدة.',
      'بقيت محاولتان.',
      'بقيت # محاولات.',
      'بقيت # محاولة.',
      'بقيت # محاولة.',
    ]);
  });

  it('follow the wrong passcode, where the server tells them', () => {
    expect(plain(words({ kind: 'wrong', triesLeft: 4 }, 0))).toBe(
      'That passcode isn’t right. Check it and try again. 4 tries left.',
    );
    expect(words({ kind: 'wrong', triesLeft: null }, 0)).toBe('That passcode isn’t right. Check it and try again.');
  });
});

describe('texts', () => {
  it('isolate names, so that an Arabic sentence stays in order around a Latin one', () => {
    expect(say('heading', { device: 'iPhone', organization: 'شركة' })).toBe(
      'Enroll your \u2068iPhone\u2069 with \u2068شركة\u2069',
    );
  });
});

describe('moments', () => {
  const noon = new Date(2026, 10, 23, 12, 0).getTime();

  it('have a date only when it is not today', () => {
    expect(clockTime(noon, noon - 3_600_000, 'de')).toBe('12:00');
    expect(clockTime(noon, noon + 24 * 3_600_000, 'de')).toBe('23.11.2026, 12:00');
  });
});
