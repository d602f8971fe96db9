// Moments as a clock shows them.

/** A moment as the clock shows it, with the date unless it is today. */
export function clockTime(moment: number, now: number, language: string): string {
  const today = new Date(moment).toDateString() === new Date(now).toDateString();
  const style: Intl.DateTimeFormatOptions = today
    ? { timeStyle: 'short' }
    : { dateStyle: 'medium', timeStyle: 'short' };
  return new Intl.DateTimeFormat(language, style).format(moment);
}
