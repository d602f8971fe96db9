// The states with nothing to fill in: paused, retired, unknown.

import { badge, card, heading, lead, logo } from './card';
import { button, h } from './dom';
import type { State } from './state';
import type { View, Visit } from './visit';
import { say } from './words';

export function endView(state: State, visit: Visit): View {
  return { node: h('div', {}, said(state, visit)) };
}

function said(state: State, visit: Visit): HTMLElement {
  switch (state.kind) {
    case 'paused':
      return card(
        logo(state.page) ?? badge('plain', 'pause'),
        heading(say('paused_title')),
        lead(state.message ?? say('paused_text')),
        button(say('check_again'), visit.restart, 'quiet'),
      );
    case 'retired':
      return card(badge('plain', 'cross'), heading(say('retired_title')), lead(say('retired_text')));
    default:
      return card(badge('plain', 'search'), heading(say('unknown_title')), lead(say('unknown_text')));
  }
}
