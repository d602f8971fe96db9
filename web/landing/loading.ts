// Before there is anything to show, and when nothing can be had: the two views that need nothing from the server.

import { badge, card, heading, lead } from './card';
import { button, h } from './dom';
import type { View, Visit } from './visit';
import { say } from './words';

/** Shapes where the page will be; they appear only after 150 ms (in screens.css). */
export function loadingView(): View {
  const shapes = [1, 2, 3, 4].map(() => h('div'));
  const title = h('h1', { class: 'unseen' }, document.title);
  return { node: h('div', { class: 'skeleton', 'aria-busy': 'true' }, title, card(...shapes)) };
}

/** The page itself could not be loaded. */
export function unreachableView(visit: Visit): View {
  const retry = button(say('try_again'), visit.restart);
  const said = [heading(say('unreachable_title')), lead(say('unreachable_text'))];
  return { node: h('div', {}, card(badge('warning', 'cloud'), ...said, retry)) };
}
