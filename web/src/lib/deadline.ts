/** Deadlines: what is left, and the clock time they fall on. */

const clockFormat = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const dayFormat = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric' });

/** `14:32` today, `Nov 26, 14:32` on another day; in the reader's time zone. */
export function clockTime(at: number | string, now: number): string {
  const moment = new Date(at);
  const clock = clockFormat.format(moment);
  return dayFormat.format(moment) === dayFormat.format(new Date(now)) ? clock : `${dayFormat.format(moment)}, ${clock}`;
}

/** `29:59`, `1:02:03`; null once the deadline is reached. It shows the last second as `0:01`. */
export function timeLeft(deadline: string, now: number): string | null {
  const seconds = Math.ceil((Date.parse(deadline) - now) / 1000);
  if (seconds <= 0) return null;
  const two = (n: number) => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
