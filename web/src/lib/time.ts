/** Times as the console writes them: relative where freshness matters, absolute in full on hover and in details. */

const MINUTE = 60;
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', MINUTE],
];

const relativeFormat = new Intl.RelativeTimeFormat('en', { numeric: 'always' });
const absoluteFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
const exactFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'long', hourCycle: 'h23' });
const dateFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });

/** `3 days ago`, `in 5 minutes`; below a minute `just now`. */
export function relative(at: string, now: number): string {
  const seconds = Math.round((Date.parse(at) - now) / 1000);
  const size = Math.abs(seconds);
  if (size < MINUTE) return seconds > 5 ? 'in less than a minute' : 'just now';
  const [unit, length] = STEPS.find(([, length]) => size >= length) ?? ['minute', MINUTE];
  const steps = seconds / length;
  return relativeFormat.format(seconds > 0 ? Math.round(steps) : Math.trunc(steps), unit);
}

/** `Nov 25, 2026, 09:54`, in the reader's time zone. */
export function absolute(at: string): string {
  return absoluteFormat.format(new Date(at));
}

/** With seconds and zone, for records. */
export function exact(at: string): string {
  return exactFormat.format(new Date(at));
}

/** The day only. */
export function day(at: string): string {
  return dateFormat.format(new Date(at));
}

/** `1:05`, `0:09`: what is left of a countdown. */
export function countdown(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
