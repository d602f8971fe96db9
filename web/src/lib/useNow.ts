/** The current moment, renewed at a steady pace; one timer for everybody who waits at the same pace. */

import { useSyncExternalStore } from 'react';

interface Pulse {
  now: number;
  subscribe: (listener: () => void) => () => void;
}

const pulses = new Map<number, Pulse>();

function pulse(every: number): Pulse {
  const known = pulses.get(every);
  if (known) return known;
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  const made: Pulse = {
    now: Date.now(),
    subscribe(listener) {
      if (listeners.size === 0) {
        made.now = Date.now();
        timer = setInterval(() => {
          made.now = Date.now();
          for (const each of listeners) each();
        }, every);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearInterval(timer);
      };
    },
  };
  pulses.set(every, made);
  return made;
}

/** Milliseconds since the epoch; the caller renders again each `every` milliseconds. */
export function useNow(every = 30_000): number {
  const { subscribe } = pulse(every);
  return useSyncExternalStore(subscribe, () => pulse(every).now);
}
