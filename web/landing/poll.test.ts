// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Answer, pause, poll } from './poll';

let hidden = false;
const see = (visible: boolean) => {
  hidden = !visible;
  document.dispatchEvent(new Event('visibilitychange'));
};

beforeEach(() => {
  hidden = false;
  vi.useFakeTimers();
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
});
afterEach(() => vi.useRealTimers());

describe('polling', () => {
  it('waits ever longer while nothing happens, up to a minute', () => {
    const waits = [3000];
    while (waits.length < 20) waits.push(pause(waits.at(-1) ?? 0, false));
    expect(waits.slice(0, 3)).toEqual([3000, 3750, 4688]);
    expect(waits.at(-1)).toBe(60_000);
    expect(pause(60_000, true)).toBe(3000);
  });

  it('ends with the last answer', async () => {
    const answers: Answer[] = ['nothing', 'news', 'finished'];
    const question = vi.fn(async () => answers.shift() ?? 'finished');
    poll(question);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(question).toHaveBeenCalledTimes(3);
  });

  it('rests while the page is hidden and asks as soon as it is seen again', async () => {
    const question = vi.fn(async (): Promise<Answer> => 'nothing');
    const stop = poll(question);
    await vi.advanceTimersByTimeAsync(1000);
    see(false);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(question).toHaveBeenCalledTimes(1);
    see(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(question).toHaveBeenCalledTimes(2);
    stop();
  });

  it('stops when told', async () => {
    const question = vi.fn(async (): Promise<Answer> => 'nothing');
    poll(question)();
    see(true);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(question).not.toHaveBeenCalled();
  });
});
