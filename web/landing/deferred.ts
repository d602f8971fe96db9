// Holds what the first view does not need: the second part of script, style and words, fetched together when they are.

import { complement } from './words';

type Later = typeof import('./later');

let arrived: Later | null = null;
let coming: Promise<Later> | null = null;

/** The second part, if it is here. */
export function later(): Later | null {
  return arrived;
}

/** Fetches the second part, once; after a failure it can be asked for again. */
export function loadLater(): Promise<Later> {
  coming ??= Promise.all([import('./later'), complement(), style()])
    .then(([part]) => {
      arrived = part;
      return part;
    })
    .catch((error) => {
      coming = null;
      throw error;
    });
  return coming;
}

function style(): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = '/landing/later.css';
    link.onload = resolve;
    link.onerror = reject;
    document.head.append(link);
  });
}
