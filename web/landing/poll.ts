// Asks again and again, politely: ever more rarely while nothing changes, not at all while the page is hidden.

const soonest = 3000;
const rarest = 60_000;

/** How long to wait after an answer: short after news, then a quarter longer each time. */
export function pause(previous: number, news: boolean): number {
  return news ? soonest : Math.min(rarest, Math.round(previous * 1.25));
}

/** What one question found out. */
export type Answer = 'news' | 'nothing' | 'finished';

/** Asks until finished; returns what stops it. */
export function poll(question: () => Promise<Answer>): () => void {
  let wait = soonest;
  let timer = 0;
  let asking = false;
  let stopped = false;

  const ask = async () => {
    if (asking || stopped || document.hidden) return;
    asking = true;
    clearTimeout(timer);
    const answer = await question();
    asking = false;
    if (answer === 'finished') stop();
    if (stopped) return;
    wait = pause(wait, answer === 'news');
    timer = window.setTimeout(ask, wait);
  };
  const look = () => {
    clearTimeout(timer);
    if (document.hidden) return;
    wait = soonest;
    void ask();
  };
  const stop = () => {
    stopped = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', look);
    window.removeEventListener('online', look);
  };

  document.addEventListener('visibilitychange', look);
  window.addEventListener('online', look);
  timer = window.setTimeout(ask, 1000);
  return stop;
}
