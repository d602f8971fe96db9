// The console's live preview: the same page, fed by messages of the same origin, with nothing that can be done on it.

import type { Device } from './device';
import { nearestLanguage } from './nearest';
import { screen } from './screen';
import type { Page } from './state';
import type { Visit } from './visit';
import { speak } from './words';

/** What the console sends as `data`: a page, and how to show it. */
export interface Draft extends Page {
  theme?: 'light' | 'dark';
  device?: Device;
}

const nothing = () => {};

/** Shows every draft the parent sends; asks for the first by "vestibule.preview.ready". */
export function preview(main: HTMLElement): void {
  const visit: Visit = {
    device: 'iphone',
    guess: 'iphone',
    token: '',
    outsideSafari: false,
    typed: '',
    submit: nothing,
    downloadAgain: nothing,
    restart: nothing,
    chooseDevice: nothing,
  };
  const page = screen(main, visit);

  const show = async (draft: Draft) => {
    const root = document.documentElement;
    if (draft.theme) root.dataset.theme = draft.theme;
    else delete root.dataset.theme;
    visit.device = visit.guess = draft.device ?? 'iphone';
    await speak(nearestLanguage(draft.language)).catch(nothing);
    page.redraw(
      draft.paused
        ? { kind: 'paused', page: draft, message: draft.paused.message }
        : { kind: 'open', page: draft, busy: false, problem: null },
    );
  };

  window.addEventListener('message', ({ origin, source, data }: MessageEvent<{ type?: string; data?: Draft }>) => {
    if (origin !== location.origin || source !== window.parent) return;
    if (data?.type === 'vestibule.preview' && data.data) void show(data.data);
  });
  for (const deed of ['click', 'submit', 'keydown', 'mousedown']) {
    document.addEventListener(deed, inert, true);
  }
  window.parent.postMessage({ type: 'vestibule.preview.ready' }, location.origin);
}

// Tab still moves on, so that the keyboard is not caught in the frame.
function inert(event: Event): void {
  if (event instanceof KeyboardEvent && event.key === 'Tab') return;
  event.preventDefault();
  event.stopPropagation();
}
