import { describe, expect, it } from 'vitest';
import { clockTime, timeLeft } from './deadline';

const deadline = '2026-11-25T14:32:00Z';
const at = (time: string) => Date.parse(`2026-11-25T${time}Z`);

describe('what is left until a deadline', () => {
  it('counts minutes and seconds, and hours when there are any', () => {
    expect(timeLeft(deadline, at('14:02:00'))).toBe('30:00');
    expect(timeLeft(deadline, at('14:31:51'))).toBe('0:09');
    expect(timeLeft(deadline, at('12:30:57'))).toBe('2:01:03');
  });

  it('is over exactly at the deadline, not a second before', () => {
    expect(timeLeft(deadline, at('14:31:59.999'))).toBe('0:01');
    expect(timeLeft(deadline, at('14:32:00'))).toBeNull();
    expect(timeLeft(deadline, at('15:00:00'))).toBeNull();
  });
});

describe('the clock time of a deadline', () => {
  it('names the day only when it is another one', () => {
    expect(clockTime(deadline, at('14:02:00'))).toMatch(/^\d\d:32$/);
    expect(clockTime('2026-11-27T14:32:00Z', at('14:02:00'))).toMatch(/^Nov 2[78], \d\d:32$/);
  });
});
