// On a device that cannot be enrolled: how to get to this page on one that can.

import { card, heading, lead, logo } from './card';
import { h } from './dom';
import { copyButton, text } from './open';
import type { Page } from './state';
import { steps } from './steps';
import type { View, Visit } from './visit';
import { say } from './words';

export function elsewhereView(page: Page, visit: Visit): View {
  const address = h('p', { class: 'address', dir: 'ltr' }, location.href);
  const said = [heading(say('other_title')), lead(say('other_text')), address, copyButton()];
  return { node: h('div', {}, card(logo(page), ...said, text(page)), steps(visit)) };
}
