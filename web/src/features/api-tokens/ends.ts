/** The end of a token, from what the form says. */

const DAY = 24 * 3600 * 1000;

/** `2027-01-31` of the reader's time zone, so many days after a moment. */
export function dayAfter(now: number, days: number): string {
  const at = new Date(now + days * DAY);
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** The moment a token ends: so many days from now, or with the chosen day. None for a day that is no day. */
export function endOf({ end, expires_at }: { end: string; expires_at: string }, now = Date.now()): string | undefined {
  if (end !== 'date') return new Date(now + Number(end) * DAY - 60_000).toISOString();
  const last = new Date(`${expires_at}T23:59:59`);
  const fits = !Number.isNaN(last.getTime()) && last.getTime() > now && last.getTime() <= now + 365 * DAY;
  return fits ? last.toISOString() : undefined;
}
