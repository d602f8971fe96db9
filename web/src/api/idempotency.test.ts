import { expect, it } from 'vitest';
import { IdempotencyKeys } from './idempotency';

it('a retry of the same wish has the same key, another wish another one', () => {
  const keys = new IdempotencyKeys();
  const first = keys.headers({ name: 'Macs' });
  expect(keys.headers({ name: 'Macs' })).toEqual(first);
  expect(keys.headers({ name: 'Kiosks' })).not.toEqual(first);
});

it('after success the same content is a new wish', () => {
  const keys = new IdempotencyKeys();
  const first = keys.headers({ name: 'Macs' });
  keys.done();
  expect(keys.headers({ name: 'Macs' })).not.toEqual(first);
});

it('what moves with the clock is made once for a wish and its retries', () => {
  const keys = new IdempotencyKeys();
  let clock = 0;
  const now = () => ++clock;
  keys.headers({ days: 90 });
  expect([keys.once(now), keys.once(now)]).toEqual([1, 1]);
  keys.headers({ days: 30 });
  expect(keys.once(now)).toBe(2);
});
